package no.grend.member;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.member.Members.CategoryKind;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Joining («innmelding») as other modules take part in it: what can be joined, what it costs, whether somebody is known from
 * before, and the membership itself with its first invoice. Each step may be made again after a crash. Safe between threads.
 */
@ProviderType
public interface Joining {

    /** The categories that can be joined on the web, oldest first; for anybody. */
    List<Category> categories();

    /** Offers a category on the web, or no longer. Needs {@code MEMBER_WRITE}. Audited. */
    void offer(Actor actor, String categoryId, boolean online);

    /**
     * What whoever joins on this day pays first, and for how long: a running membership its first period, prorated where the
     * category says so, a cash membership all of it (S1-20, S1-21).
     *
     * @param contactId somebody who is known from before, and who pays the joining fee once only; null for a newcomer
     * @param language of the lines: nb, nn or en
     * @throws no.grend.kernel.Problem when there is no such category
     */
    FirstPayment firstPayment(String categoryId, LocalDate from, String contactId, String language);

    /** Contacts that may be the one who joins (S1-22), the likeliest first. Needs {@code MEMBER_READ}. */
    List<Known> known(Actor actor, NewContact applicant);

    /**
     * Makes a membership from this day; the id again gives the same one. Where the organisation has a billing day its invoice
     * comes by itself. Needs {@code MEMBER_WRITE}.
     *
     * @param membershipId chosen by the caller
     * @return whether it will be invoiced by itself
     * @throws no.grend.kernel.Problem when the contact has one of this category at that time
     */
    boolean begin(Actor actor, String membershipId, String contactId, String categoryId, LocalDate from);

    /**
     * Invoices the first period at once (S2-42), and lets the membership be active to the due date though nothing is paid
     * (S2-51). Again it gives the same. Needs {@code LEDGER_WRITE}.
     *
     * @return the invoice's id; empty when nothing is to pay
     */
    Optional<String> invoice(Actor actor, String membershipId, LocalDate dueDate);

    /**
     * Invoices the first period of a membership that is not there before it is paid (S1-22); {@link #begin} makes it then, under
     * the same id. Again it gives the same. Needs {@code LEDGER_WRITE}.
     *
     * @return the invoice's id; empty when nothing is to pay
     */
    Optional<String> invoiceBefore(
            Actor actor, String membershipId, String contactId, String categoryId, LocalDate from, LocalDate dueDate);

    /** Days from joining to the due date of its invoice. */
    int paymentDays();

    /** A category that can be joined. @param price of a period */
    record Category(String id, String name, Ore price, Period period, CategoryKind kind) {}

    /** What is paid first. @param until the last day that it is paid for @param total the sum of the lines; may be zero */
    record FirstPayment(List<Line> lines, Ore total, LocalDate from, LocalDate until) {

        public FirstPayment {
            lines = List.copyOf(lines);
        }
    }

    /** A line of it. */
    record Line(String text, Ore amount) {}

    /** A contact that may be the one who joins. @param email where the contact is reached; null when not known */
    record Known(String contactId, int memberNumber, Likeness likeness, String email, String language) {}

    /** What two have in common. */
    enum Likeness {
        SAME_EMAIL,
        SAME_NAME_AND_BIRTH_DATE
    }
}
