package no.grend.member.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.grend.ledger.Invoice.OnBehalfOf;
import no.grend.ledger.InvoiceDraft;
import no.grend.member.Contact;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.DueMembership;
import no.grend.member.internal.store.DueTable;
import no.grend.member.internal.store.StoredMembership;
import org.jdbi.v3.core.Handle;

/**
 * Drafts for the periods of some memberships. What must be known beside their rows, who pays and who else is in their
 * households, is asked once for all of them, and not at all where there are none. Belongs to one thread.
 */
final class PeriodDrafts {

    private static final int AT_ONCE = 1000;

    private final LocalDate dueDate;
    private final Map<String, Contact> payers;
    private final Map<String, List<DueMembership>> households;
    private final Map<String, FrozenDays> frozen;

    private PeriodDrafts(
            LocalDate dueDate,
            Map<String, Contact> payers,
            Map<String, List<DueMembership>> households,
            Map<String, FrozenDays> frozen) {
        this.dueDate = dueDate;
        this.payers = payers;
        this.households = households;
        this.frozen = frozen;
    }

    /** For these memberships. */
    static PeriodDrafts of(MemberCore core, Collection<DueMembership> some, LocalDate dueDate) {
        Set<String> payers = distinct(some, DueMembership::payerContactId);
        Set<String> households = distinct(some, PeriodDrafts::discountedHousehold);
        List<StoredMembership> frozen = some.stream()
                .map(DueMembership::membership)
                .filter(membership -> membership.frozenUntil() != null)
                .toList();
        if (payers.isEmpty() && households.isEmpty() && frozen.isEmpty()) {
            return new PeriodDrafts(dueDate, Map.of(), Map.of(), Map.of());
        }
        return core.db()
                .read(tx -> new PeriodDrafts(
                        dueDate, contacts(tx, payers), persons(tx, households), Freezes.of(tx, frozen)));
    }

    private static Set<String> distinct(Collection<DueMembership> some, Function<DueMembership, String> what) {
        return some.stream().map(what).filter(Objects::nonNull).collect(Collectors.toCollection(HashSet::new));
    }

    /** Null where no discount can come of it: others in the household need not be looked at then. */
    private static String discountedHousehold(DueMembership due) {
        return due.place() > 1 && due.membership().category().pricing().family() != null ? due.householdId() : null;
    }

    private static Map<String, Contact> contacts(Handle tx, Set<String> payers) {
        Map<String, Contact> contacts = new HashMap<>();
        for (List<String> ids : parts(payers)) {
            ContactTable.byIds(tx, ids).forEach(c -> contacts.put(c.contact().id(), c.contact()));
        }
        return contacts;
    }

    private static Map<String, List<DueMembership>> persons(Handle tx, Set<String> households) {
        Map<String, List<DueMembership>> persons = new HashMap<>();
        for (List<String> ids : parts(households)) {
            DueTable.ofHouseholds(tx, ids)
                    .forEach(due -> persons.computeIfAbsent(due.householdId(), id -> new ArrayList<>())
                            .add(due));
        }
        return persons;
    }

    private static List<List<String>> parts(Set<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return parts;
    }

    /**
     * The draft for one period.
     *
     * @param start the first day that is paid for
     * @param attempt which invoice of the period it is, from 1
     */
    InvoiceDraft draft(DueMembership due, LocalDate start, int attempt) {
        StoredMembership membership = due.membership();
        Contact payer = payer(due);
        // Whoever pays reads it.
        LineWords words = LineWords.in(payer == null ? due.language() : payer.language());
        return new InvoiceDraft(
                        new MembershipPeriod(membership.id(), start, attempt).key(),
                        payer == null ? membership.contactId() : payer.id(),
                        membership.memberNumber(),
                        payer == null ? membership.contactName() : payer.name(),
                        dueDate,
                        new PeriodPrice(membership, start, frozen(membership))
                                .lines(placeOf(due, start), payer == null ? null : membership.contactName(), words))
                .payingFor(payer == null ? null : new OnBehalfOf(membership.contactId(), membership.contactName()));
    }

    /** The days on which a membership was, is or will be frozen. */
    FrozenDays frozen(StoredMembership membership) {
        return frozen.getOrDefault(membership.id(), FrozenDays.NONE);
    }

    /** Null when the member pays: nobody is set to pay, or the member is the one who pays for the household. */
    private Contact payer(DueMembership due) {
        String payer = due.payerContactId();
        return payer == null || payer.equals(due.membership().contactId()) ? null : payers.get(payer);
    }

    /** The person's place among those of the household who have a membership to pay for on that day. */
    private int placeOf(DueMembership due, LocalDate day) {
        String household = discountedHousehold(due);
        if (household == null) {
            return 1;
        }
        Set<Integer> before = households.getOrDefault(household, List.of()).stream()
                .filter(other -> other.place() < due.place() && covers(other.membership(), day))
                .map(DueMembership::place)
                .collect(Collectors.toSet());
        return before.size() + 1;
    }

    private static boolean covers(StoredMembership membership, LocalDate day) {
        LocalDate lastDay = Standing.lastDay(membership);
        return !membership.calledOff()
                && !membership.from().isAfter(day)
                && (lastDay == null || !lastDay.isBefore(day));
    }
}
