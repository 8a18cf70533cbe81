package no.grend.member.internal;

import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Ore;
import no.grend.member.Contact.ContactKind;
import no.grend.member.Members.CategoryKind;
import no.grend.member.NewContact;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** A register on a fresh database, for tests. */
final class Register {

    static final Actor STAFF = new Actor("staff:1", "Staff", Set.of(Role.MEMBER_STAFF), null);
    static final Actor ADMIN = new Actor("staff:2", "Admin", Set.of(Role.ADMIN), null);
    static final Actor READER = new Actor("staff:3", "Reader", Set.of(Role.READER), null);

    final Database db;
    final RecordingAudit audit = new RecordingAudit();
    final MutableClock clock = MutableClock.noonOf("2026-11-21");
    final NumberVault vault = vault();
    final MemberCore core;
    int billingDay;

    Register(TestDatabase fresh) {
        this.db = fresh.database("member", MemberCore.class);
        this.core = core(Freezes.Rules.STAFF_ONLY);
    }

    /** The same register under other rules for freezing. */
    MemberCore core(Freezes.Rules freezing) {
        return core(freezing, false);
    }

    /** The same. @param stopByMembers whether members may stop by themselves */
    MemberCore core(Freezes.Rules freezing, boolean stopByMembers) {
        return new MemberCore(
                new MemberCore.Means(db, audit, clock, vault, this::profile),
                new MemberCore.Days(60, 14),
                freezing,
                stopByMembers);
    }

    private Organisation.Profile profile() {
        return new Organisation.Profile("Klubben", null, null, null, null, "member7-invoice7", billingDay, false, null);
    }

    static NumberVault vault() {
        return new NumberVault(
                new SecretKeySpec(HexFormat.of().parseHex("11".repeat(32)), "AES"),
                new SecretKeySpec(HexFormat.of().parseHex("22".repeat(32)), "HmacSHA256"));
    }

    static NewContact person(String given, String family, String email, String mobile) {
        return person(given, family, email, mobile, null);
    }

    static NewContact person(String given, String family, String email, String mobile, String number) {
        return new NewContact(
                ContactKind.PERSON, given, family, null, null, null, email, mobile, null, null, number, null);
    }

    static NewContact organisation(String name, String number) {
        return new NewContact(
                ContactKind.ORGANISATION, null, null, name, null, null, null, null, null, null, null, number);
    }

    String member(String given, String family) {
        return core.registrations()
                .register(STAFF, person(given, family, null, null), null)
                .contact()
                .id();
    }

    /** @param birthDate {@code 2016-05-05} */
    String child(String given, String birthDate) {
        NewContact child = new NewContact(
                ContactKind.PERSON,
                given,
                "Prøve",
                null,
                LocalDate.parse(birthDate),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return core.registrations().register(STAFF, child, null).contact().id();
    }

    /** @param language nb, nn or en */
    String member(String given, String family, String language) {
        NewContact person = new NewContact(
                ContactKind.PERSON, given, family, null, null, null, null, null, null, language, null, null);
        return core.registrations().register(STAFF, person, null).contact().id();
    }

    String category(String name, long kroner, String period, CategoryKind kind) {
        return core.categories()
                .create(STAFF, name, Ore.kroner(kroner), period, kind, null)
                .id();
    }

    String membership(String contact, String category, String from, String paidUntil) {
        return core.memberships()
                .enrol(
                        STAFF,
                        contact,
                        category,
                        LocalDate.parse(from),
                        paidUntil == null ? null : LocalDate.parse(paidUntil),
                        null)
                .id();
    }
}
