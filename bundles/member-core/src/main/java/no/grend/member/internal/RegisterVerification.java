package no.grend.member.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.grend.kernel.Verification;
import no.grend.member.internal.store.ContactSearch;
import no.grend.member.internal.store.MembershipTable;
import no.grend.member.internal.store.RegisterCounts;
import no.grend.member.internal.store.RegisterCounts.SealedNumber;
import no.grend.member.internal.store.StoredContact;
import no.grend.member.internal.store.StoredMembership;
import no.grend.member.internal.store.TerminationTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks what the register promises; {@code grend:verify members}. Reads in pages, so memory stays constant. */
@Component(service = Verification.class)
public final class RegisterVerification implements Verification {

    private static final int AT_ONCE = 1000;
    private static final int MOST_TOLD = 100;

    private final MemberCore core;

    @Activate
    public RegisterVerification(@Reference MemberCore core) {
        this.core = core;
    }

    @Override
    public String area() {
        return "members";
    }

    @Override
    public List<Violation> verify() {
        List<Violation> found = new ArrayList<>();
        core.db()
                .read(RegisterCounts::repeatedMemberNumbers)
                .forEach(number -> tell(found, "P6", "member number " + number + " is given twice"));
        core.db()
                .read(RegisterCounts::openWorkItemsTwice)
                .forEach(kind -> tell(found, "S0-21", "a subject has two open work items of kind " + kind));
        core.db()
                .read(TerminationTable::astray)
                .forEach(id -> tell(found, "S1-08", "membership:" + id + " was stopped, and ends on another day"));
        contacts(found);
        memberships(found);
        return found;
    }

    private void contacts(List<Violation> found) {
        int after = 0;
        List<StoredContact> some;
        do {
            int from = after;
            some = core.db().read(tx -> ContactSearch.all(tx, from, AT_ONCE - 1));
            List<String> ids = some.stream().map(c -> c.contact().id()).toList();
            for (SealedNumber number : core.db().read(tx -> RegisterCounts.sealedNumbers(tx, ids))) {
                check(found, number);
            }
            core.db()
                    .read(tx -> RegisterCounts.withoutSearchWords(tx, ids))
                    .forEach(id -> tell(found, "search", "contact:" + id + " cannot be found by any word"));
            after = some.isEmpty() ? after : some.get(some.size() - 1).contact().memberNumber();
        } while (some.size() == AT_ONCE);
    }

    private void check(List<Violation> found, SealedNumber number) {
        try {
            String opened = core.contacts().open(number.sealed(), number.contactId());
            String fingerprint = number.national()
                    ? core.contacts().fingerprint(opened)
                    : core.contacts().organisationFingerprint(opened);
            if (!fingerprint.equals(number.fingerprint())) {
                tell(
                        found,
                        "P16",
                        "contact:" + number.contactId() + " has a number that does not match its fingerprint");
            }
        } catch (IllegalStateException e) {
            tell(
                    found,
                    "P16",
                    "contact:" + number.contactId() + " has a number that does not open with the member keys");
        }
    }

    private void memberships(List<Violation> found) {
        String after = "";
        List<StoredMembership> some;
        do {
            String from = after;
            some = core.db().read(tx -> MembershipTable.all(tx, from, AT_ONCE));
            Map<String, FrozenDays> frozen = frozen(some);
            for (StoredMembership membership : some) {
                check(found, membership, frozen.getOrDefault(membership.id(), FrozenDays.NONE));
                after = membership.id();
            }
        } while (some.size() == AT_ONCE);
    }

    private Map<String, FrozenDays> frozen(List<StoredMembership> some) {
        return core.db().read(tx -> Freezes.of(tx, some));
    }

    private static void check(List<Violation> found, StoredMembership membership, FrozenDays frozen) {
        String name = "membership:" + membership.id();
        LocalDate invoiced = membership.invoicedUntil();
        LocalDate expected = invoiced == null
                ? null
                : frozen.next(Freezes.lastInvoicedFrom(membership), MembershipPeriod.after(membership, invoiced));
        if (invoiced != null && !membership.calledOff() && !Objects.equals(expected, membership.nextFrom())) {
            tell(found, "P9", name + " is invoiced until " + invoiced + " but goes on from " + membership.nextFrom());
        }
        if (invoiced != null && invoiced.isBefore(membership.firstBilledFrom())) {
            tell(found, "P9", name + " is invoiced for a time before its first period");
        }
        if (invoiced != null && membership.billOn() != null) {
            tell(found, "S2-40", name + " is invoiced, and waits for its billing date all the same");
        }
        if (membership.calledOff() && membership.nextFrom() != null) {
            tell(found, "membership", name + " ends before it begins, and yet goes on to be invoiced");
        }
    }

    private static void tell(List<Violation> found, String promise, String detail) {
        if (found.size() < MOST_TOLD) {
            found.add(new Violation(promise, detail));
        }
    }
}
