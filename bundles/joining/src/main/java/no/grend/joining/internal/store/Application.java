package no.grend.joining.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.NewContact;

/**
 * Somebody wants to join («innmelding»), and how far that has come.
 *
 * @param person what the applicant told; all null for a member who is known from before
 * @param acceptance that the terms were accepted (S1-18)
 * @param waitsFor what a person must decide; null when nobody must
 * @param likeContactId somebody known whom the applicant may be; null for nobody
 * @param contactId the applicant in the register; null before they are there
 * @param membershipId of the membership that it leads to, chosen before that is made
 * @param pays how; null before it is accepted, as is from
 * @param invoiceId null when there is none
 * @param invoiceAfter when the invoice is sent at the latest, if it is not paid; null without one
 * @param invoiceSentAt null while it is not sent
 * @param watching whether its invoice is followed
 */
public record Application(
        String id,
        State state,
        String categoryId,
        Person person,
        String language,
        Acceptance acceptance,
        WaitsFor waitsFor,
        String likeContactId,
        String contactId,
        String membershipId,
        Pays pays,
        LocalDate from,
        String invoiceId,
        Instant invoiceAfter,
        Instant invoiceSentAt,
        boolean watching,
        Instant createdAt,
        Instant changedAt,
        Decision decision) {

    /** How far it has come. */
    public enum State {
        /** The e-mail address is not proven; forgotten after a day. */
        UNCONFIRMED,
        /** «Sendt for godkjenning»: waits for staff (S2-44). */
        WAITING,
        /** Decided; being carried out. */
        ACCEPTED,
        /** There is no membership before it is paid (S1-22). */
        AWAITING_PAYMENT,
        /** A member. */
        JOINED,
        /** Staff, or a rule, said no. */
        REFUSED,
        /** Not paid in time. */
        LAPSED
    }

    /** What staff must decide. */
    public enum WaitsFor {
        /** The organisation approves everybody (S2-39). */
        APPROVAL,
        /** Somebody of the same name and birth date is in the register. */
        POSSIBLE_DUPLICATE,
        /** Under 15: the guardians decide (barneloven § 32). */
        UNDER_AGE
    }

    /** How the first period is paid. */
    public enum Pays {
        /** On the next billing date (S2-40). */
        BY_DATE,
        /** At once, and a member meanwhile (S2-51). */
        AT_ONCE,
        /** At once, and no member before (S1-22). */
        BEFORE
    }

    /** The applicant in their own words. Only the mobile may be null. */
    public record Person(
            String givenName, String familyName, LocalDate birthDate, String email, String mobile, Address address) {

        /** As the register takes it. @param language nb, nn or en */
        public NewContact contact(String language) {
            return new NewContact(
                    ContactKind.PERSON,
                    givenName,
                    familyName,
                    null,
                    birthDate,
                    null,
                    email,
                    mobile,
                    address,
                    language,
                    null,
                    null);
        }
    }

    /** That the terms were accepted. @param termsHash SHA-256 of their exact wording @param channel {@code WEB} */
    public record Acceptance(String termsHash, Instant at, String channel) {}

    /** A person's decision. @param by {@code Actor.id()} @param reason null when it was approved */
    public record Decision(String by, Instant at, String reason) {}
}
