package no.grend.member;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import org.osgi.annotation.versioning.ProviderType;

/** The register as other modules see it. Every call checks the actor. Safe between threads. */
@ProviderType
public interface Members {

    Optional<Contact> contact(Actor actor, String contactId);

    /** Several at once, by id; those that are not there are left out. At most 1,000 a call. */
    Map<String, Contact> contacts(Actor actor, Collection<String> contactIds);

    Optional<Contact> byMemberNumber(Actor actor, int memberNumber);

    /** Several at once, by member number. At most 1,000 a call. */
    Map<Integer, Contact> byMemberNumbers(Actor actor, Collection<Integer> memberNumbers);

    /** Registers a contact; refused with 400/422 when a field is ill-formed. */
    Contact register(Actor actor, NewContact contact, IdempotencyKey key);

    /** Creates a membership category («medlemskategori»). @return its id */
    String createCategory(Actor actor, String name, Ore price, String period, CategoryKind kind, IdempotencyKey key);

    /** Enrols a contact. @param paidUntil last day already paid for; null invoices from {@code from}. @return its id */
    String enrol(
            Actor actor, String contactId, String categoryId, LocalDate from, LocalDate paidUntil, IdempotencyKey key);

    /** Running («løpende») pays a period at a time; cash («kontant») pays all of it at once (S1-20). */
    enum CategoryKind {
        RUNNING,
        CASH
    }
}
