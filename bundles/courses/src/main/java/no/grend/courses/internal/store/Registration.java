package no.grend.courses.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import no.grend.kernel.Ore;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.NewContact;

/**
 * That somebody wants to come to a course, or comes («påmelding»), and how far that has come.
 *
 * @param contactId who comes; null for a stranger who is not in the register yet
 * @param payerId who pays, often the same; null as contactId
 * @param likeContactId somebody known whom the stranger may be; null for nobody
 * @param orWait whether to go on the list when there is no seat
 * @param price as it was worked out when it was begun; never what a caller says
 * @param placeId the seat, or the place on the list; null before it is taken
 * @param invoiceId null when there is none
 * @param ending why it is over; null while it is not
 * @param toTell key of the message that is to be sent; null for none
 */
public record Registration(
        String id,
        String courseId,
        State state,
        String contactId,
        String payerId,
        String likeContactId,
        Pays pays,
        boolean orWait,
        Ore price,
        String language,
        String placeId,
        String invoiceId,
        Ending ending,
        String reason,
        String toTell,
        String createdBy,
        Instant createdAt,
        Instant changedAt) {

    /** How far it has come. */
    public enum State {
        /** A stranger's e-mail address is not proven; forgotten after a day. */
        UNCONFIRMED,
        /** Waits for staff: somebody of the same name is in the register, or the stranger is under age. */
        REVIEW,
        /** Decided; being carried out. */
        STARTED,
        /** On the list. */
        WAITING,
        /** The seat is held while it is paid. */
        HELD,
        /** Comes. */
        BOOKED,
        /** Over. */
        ENDED
    }

    /** How it is paid. */
    public enum Pays {
        /** At once, while the seat is held. */
        AT_ONCE,
        /** By an invoice that is sent; the seat is booked. */
        INVOICE,
        /** Not at all. */
        FREE
    }

    /** Why it is over. */
    public enum Ending {
        CANCELLED,
        /** An offer from the list was turned down. */
        DECLINED,
        /** Not paid in time. */
        EXPIRED,
        /** Paid, but too late, and the seat was gone. */
        PAID_TOO_LATE,
        NOT_ADMITTED,
        LIST_CLOSED,
        CALLED_OFF,
        /** There was no seat for it, or the rules said no; see the reason. */
        REFUSED
    }

    public boolean isOver() {
        return state == State.ENDED;
    }

    /** Who comes, when it is not whoever buys, as that one tells it. */
    public record Participant(String givenName, String familyName, LocalDate birthDate) {

        /** As the register takes it. @param address null when it is not known */
        public NewContact contact(Address address, String language) {
            return new NewContact(
                    ContactKind.PERSON,
                    givenName,
                    familyName,
                    null,
                    birthDate,
                    null,
                    null,
                    null,
                    address,
                    language,
                    null,
                    null);
        }
    }

    /** What a stranger tells of themselves. Only the mobile may be null. @param participant null when they come themselves */
    public record Person(
            String givenName,
            String familyName,
            LocalDate birthDate,
            String email,
            String mobile,
            Address address,
            Participant participant) {

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
}
