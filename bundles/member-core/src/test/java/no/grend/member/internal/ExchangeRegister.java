package no.grend.member.internal;

import no.grend.identity.Actor;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.Members.CategoryKind;
import no.grend.member.NewContact;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** A register on a fresh database, for tests in the packages below. */
public final class ExchangeRegister {

    public static final Actor STAFF = Register.STAFF;
    public static final Actor READER = Register.READER;
    public static final Actor ADMIN = Register.ADMIN;

    private final Register register;

    public ExchangeRegister(TestDatabase fresh) {
        this.register = new Register(fresh);
    }

    public MemberCore core() {
        return register.core;
    }

    public MemberCore core(Freezes.Rules freezing) {
        return register.core(freezing);
    }

    /** Where members may stop by themselves. */
    public MemberCore coreWhereMembersStop() {
        return register.core(Freezes.Rules.STAFF_ONLY, true);
    }

    public String member(String given, String family) {
        return register.member(given, family);
    }

    /** A membership at 365 kroner a year. */
    public String yearly(String contact, String from, String paidUntil) {
        return membership(contact, register.category("År", 365, "P1Y", CategoryKind.RUNNING), from, paidUntil);
    }

    public RecordingAudit audit() {
        return register.audit;
    }

    public MutableClock clock() {
        return register.clock;
    }

    public String category(String name) {
        return register.category(name, 500, "P1Y", CategoryKind.RUNNING);
    }

    public String membership(String contact, String category, String from, String paidUntil) {
        return register.membership(contact, category, from, paidUntil);
    }

    public String person(String given, String family, String email, String mobile, String number) {
        NewContact contact = new NewContact(
                ContactKind.PERSON,
                given,
                family,
                null,
                null,
                null,
                email,
                mobile,
                new Address("Storgata 1", "0155", "Oslo", null),
                null,
                number,
                null);
        return register.core
                .registrations()
                .register(STAFF, contact, null)
                .contact()
                .id();
    }
}
