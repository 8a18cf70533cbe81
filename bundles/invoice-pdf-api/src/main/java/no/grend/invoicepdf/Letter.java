package no.grend.invoicepdf;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import no.grend.kernel.Ore;

/**
 * A letter («brev») about money, or without any. All words in it are in the letter's language already; line breaks in
 * paragraphs are kept, and nothing is markup.
 *
 * @param id of what it is about; goes into the file's own id, so that letters are told apart
 * @param title heading and title of the document, {@code Faktura 1001}
 * @param language nb, nn or en
 * @param date that it carries
 * @param opening paragraphs above the table
 * @param lines empty for a letter without a table
 * @param sum below the table; null for none
 * @param payment how it is paid
 * @param closing paragraphs below the payment
 * @param terms terms and conditions («vilkår»), any length: they flow over as many pages as they need (S2-06); null for none
 */
public record Letter(
        String id,
        String title,
        Locale language,
        LocalDate date,
        Sender sender,
        Recipient recipient,
        List<Fact> facts,
        List<String> opening,
        List<Line> lines,
        Ore sum,
        Payment payment,
        List<String> closing,
        String terms) {

    public Letter {
        facts = List.copyOf(facts);
        opening = List.copyOf(opening);
        lines = List.copyOf(lines);
        closing = List.copyOf(closing);
    }

    /** The organisation. @param organisationNumber nine digits; null when not known, as is email */
    public record Sender(String name, String organisationNumber, String email) {}

    /**
     * Whom it goes to.
     *
     * @param name one line or two
     * @param address lines below the name, the postal one last; empty when no address is known. A land abroad stands as the last
     */
    public record Recipient(String name, List<String> address) {

        public Recipient {
            address = List.copyOf(address);
        }
    }

    /** What stands beside the address, {@code Forfall 15.01.2027}. */
    public record Fact(String label, String value) {}

    /** A line of the table. */
    public record Line(String text, Ore amount) {}

    /** How the letter is paid. */
    public sealed interface Payment {

        /** By the payer, by bank. @param account eleven digits; null when the organisation has none set */
        record ToPay(String account, String kid, Ore amount, LocalDate dueDate) implements Payment {}

        /**
         * By a mandate («AvtaleGiro»): neither account nor KID is shown, so that nobody pays it a second time (S4-19).
         *
         * @param collector its name for the payer, {@code AvtaleGiro}
         */
        record Collected(String collector, Ore amount, LocalDate on) implements Payment {}

        /** Not at all. @param reason in a sentence; null for a letter that is about no money */
        record None(String reason) implements Payment {}
    }
}
