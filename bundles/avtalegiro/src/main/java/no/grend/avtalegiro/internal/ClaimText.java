package no.grend.avtalegiro.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;

/** What the payer reads about a claim: in the bank's notice («AvtaleGiro info») and on the account statement. */
final class ClaimText {

    /** Lines in a notice, and characters in a line (bank-files 4.4). */
    private static final int MOST_LINES = 42;

    private static final int WIDTH = 80;
    private static final int AMOUNT_WIDTH = 16;
    private static final int SHORT_NAME_WIDTH = 10;
    private static final int REFERENCE_WIDTH = 25;

    private ClaimText() {}

    static String shortName(Invoice invoice) {
        return Latin.fit(invoice.payerName(), SHORT_NAME_WIDTH);
    }

    static String reference(Invoice invoice) {
        return Latin.fit("Faktura " + invoice.number(), REFERENCE_WIDTH);
    }

    /** The notice: who claims, for which invoice, its lines, and the sum. What has no room is counted, not dropped. */
    static List<String> notice(Invoice invoice, ClaimRow claim, String payee) {
        List<String> text = new ArrayList<>();
        text.add(Latin.fit(payee == null ? "" : payee, WIDTH));
        text.add(Latin.fit("Faktura " + invoice.number(), WIDTH));
        int room = MOST_LINES - text.size() - 2;
        List<Invoice.Line> lines = invoice.lines();
        int shown = lines.size() <= room ? lines.size() : room - 1;
        lines.subList(0, shown).forEach(line -> text.add(line(line.text(), line.amount())));
        if (shown < lines.size()) {
            text.add("... og " + (lines.size() - shown) + " linjer til, se fakturaen");
        }
        if (!invoice.paid().isZero()) {
            text.add(line("Innbetalt", invoice.paid().negate()));
        }
        text.add(line("Å betale", claim.amount()));
        text.removeIf(String::isEmpty);
        return text;
    }

    private static String line(String text, Ore amount) {
        String sum = amount.toString().replace('\u00a0', ' ');
        String left = Latin.fit(text, WIDTH - AMOUNT_WIDTH);
        return left + " ".repeat(Math.max(1, WIDTH - left.length() - sum.length())) + sum;
    }
}
