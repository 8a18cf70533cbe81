package no.grend.avtalegiro.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.nets.Claim;
import no.grend.nets.LatinText;

/**
 * What the payer reads about a claim: in the bank's notice («AvtaleGiro info») and on the account statement.
 *
 * <p>A line of the notice travels as two records, one a column of 40 (bank-files 4.4), and a bank may show them as it
 * likes: so words stand in the first column, broken between words, and amounts in the second.
 */
final class ClaimText {

    private static final int COLUMN = Claim.LINE_WIDTH / 2;
    private static final int SHORT_NAME_WIDTH = 10;
    private static final int REFERENCE_WIDTH = 25;

    private ClaimText() {}

    static String shortName(Invoice invoice) {
        return LatinText.cut(invoice.payerName(), SHORT_NAME_WIDTH);
    }

    static String reference(Invoice invoice) {
        return LatinText.cut("Faktura " + invoice.number(), REFERENCE_WIDTH);
    }

    /** The notice: who claims, for which invoice, its lines, and the sum. What has no room is counted, not dropped. */
    static List<String> notice(Invoice invoice, ClaimRow claim, String payee) {
        List<String> text = words(payee);
        text.add("Faktura " + invoice.number());
        List<String> sums = new ArrayList<>();
        if (!invoice.paid().isZero()) {
            sums.addAll(row("Innbetalt", invoice.paid().negate()));
        }
        sums.addAll(row("Å betale", claim.amount()));
        text.addAll(lines(invoice.lines(), Claim.MOST_LINES - text.size() - sums.size()));
        text.addAll(sums);
        return text;
    }

    /** The invoice's lines, or as many as leave one row to count the others in. */
    private static List<String> lines(List<Invoice.Line> lines, int room) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> next = row(lines.get(i).text(), lines.get(i).amount());
            int left = lines.size() - i;
            if (shown.size() + next.size() > (left == 1 ? room : room - 1)) {
                shown.add("... og " + left + (left == 1 ? " linje" : " linjer") + " til, se fakturaen");
                return shown;
            }
            shown.addAll(next);
        }
        return shown;
    }

    /** Words in the first column, as many rows as they need; the amount in the second, beside the last of them. */
    private static List<String> row(String text, Ore amount) {
        List<String> rows = words(text);
        String last = rows.isEmpty() ? "" : rows.remove(rows.size() - 1);
        String sum = LatinText.line(amount.toString());
        rows.add(last + " ".repeat(Claim.LINE_WIDTH - last.length() - sum.length()) + sum);
        return rows;
    }

    private static List<String> words(String text) {
        List<String> rows = new ArrayList<>(LatinText.wrap(text == null ? "" : text, COLUMN));
        rows.removeIf(String::isEmpty);
        return rows;
    }
}
