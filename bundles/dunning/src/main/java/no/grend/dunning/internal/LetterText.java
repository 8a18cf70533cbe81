package no.grend.dunning.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import no.grend.dunning.internal.rules.Level;
import no.grend.dunning.internal.rules.Reason;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.Step.Line.Kind;
import no.grend.kernel.AccountNumber;
import no.grend.kernel.Ore;
import no.grend.kernel.Texts;
import no.grend.ledger.Invoice;
import no.grend.organisation.Organisation.Profile;

/**
 * What a letter says, in the payer's language: kindly, complete, and each krone explained. All of it is made of the letter's
 * row and the invoice, so it can be written again.
 *
 * @param opening paragraphs
 * @param rows what is asked for, principal, fees and interest apart
 * @param closing paragraphs
 */
record LetterText(
        String language, String subject, List<String> opening, List<Row> rows, Ore total, List<String> closing) {

    private static final Texts TEXTS = Texts.of(LetterText.class, "words/letter");
    private static final int MOST_LINES = 20;

    /** One row. */
    record Row(String text, Ore amount) {}

    static LetterText of(Step step, Invoice invoice, Profile profile) {
        return new Writer(step, invoice, profile).write();
    }

    /** As plain text, for e-mail. @param online how to pay by a link; null for none */
    String body(String payee, String online) {
        List<String> parts = new ArrayList<>(opening);
        parts.add(rows.stream()
                .map(row -> row.text() + ": " + Explanation.money(language, row.amount()))
                .collect(Collectors.joining("\n")));
        parts.addAll(closing);
        if (online != null) {
            // After the first paragraph, which says how to pay by bank.
            parts.add(parts.size() - closing.size() + 1, online);
        }
        parts.add(payee);
        return String.join("\n\n", parts) + "\n";
    }

    /** A text in one of the languages. */
    static String text(String language, String key, Object... values) {
        return TEXTS.say(language, key, values);
    }

    /** A text message: short, and no more than what is owed. */
    static String sms(Step step, Invoice invoice, Profile profile) {
        return text(
                step.language(),
                "sms",
                payee(profile),
                Long.toString(invoice.number()),
                Explanation.money(step.language(), step.total()),
                Explanation.day(step.language(), step.deadline()),
                invoice.kid(),
                account(profile));
    }

    static String payee(Profile profile) {
        return profile.officialName() == null ? "" : profile.officialName();
    }

    private static String account(Profile profile) {
        return AccountNumber.isValid(profile.account())
                ? new AccountNumber(profile.account()).formatted()
                : String.valueOf(profile.account());
    }

    /** Writes one letter. */
    private record Writer(Step step, Invoice invoice, Profile profile) {

        LetterText write() {
            return new LetterText(
                    step.language(),
                    say(step.level() + ".subject", Long.toString(invoice.number())),
                    opening(),
                    rows(),
                    step.total(),
                    closing());
        }

        private List<String> opening() {
            String number = Long.toString(invoice.number());
            List<String> opening = new ArrayList<>();
            opening.add(say(step.level() + ".opening", number, day(invoice.dueDate()), payee(profile)));
            if (step.collected() && step.level() == Level.REMINDER_1) {
                opening.add(collected());
            }
            opening.add(say("about", number, day(invoice.issuedOn()), what()));
            return opening;
        }

        /** Why the mandate brought nothing (S4-52): the reason where it is known, else what it may be. */
        private String collected() {
            return step.lines().stream()
                    .map(Step.Line::why)
                    .filter(why -> why.code().startsWith(Reason.UNCOLLECTED))
                    .findFirst()
                    .map(why -> say("uncollected", Explanation.in(step.language(), why)))
                    .orElseGet(() -> say("collected"));
        }

        /** What the claim is about (inkassoforskriften § 1-2). */
        private String what() {
            return invoice.lines().stream()
                    .limit(MOST_LINES)
                    .map(Invoice.Line::text)
                    .collect(Collectors.joining(", "));
        }

        private List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            rows.add(new Row(say("row.principal"), step.principal()));
            add(rows, "row.earlier", step.earlier());
            add(rows, "row.fee", step.fee());
            add(rows, "row.interest", step.interest());
            rows.add(new Row(say("row.total"), step.total()));
            return rows;
        }

        private void add(List<Row> rows, String key, Ore amount) {
            if (!amount.isZero()) {
                rows.add(new Row(say(key), amount));
            }
        }

        private List<String> closing() {
            List<String> closing = new ArrayList<>();
            closing.add(say("pay", day(step.deadline()), account(profile), invoice.kid()));
            String charges = step.lines().stream()
                    .filter(line -> line.kind() != Kind.NOTE)
                    .map(line -> Explanation.in(step.language(), line.why()) + source(line))
                    .collect(Collectors.joining("\n"));
            if (!charges.isEmpty()) {
                closing.add(charges);
            }
            closing.add(say(step.level() + ".warning", payee(profile)));
            closing.add(say("dispute", profile.email() == null ? payee(profile) : profile.email()));
            closing.add(say("paid"));
            return closing;
        }

        private static String source(Step.Line line) {
            return line.why().source() == null ? "" : " (" + line.why().source() + ")";
        }

        private String say(String key, Object... values) {
            return text(step.language(), key, values);
        }

        private String day(LocalDate day) {
            return Explanation.day(step.language(), day);
        }
    }
}
