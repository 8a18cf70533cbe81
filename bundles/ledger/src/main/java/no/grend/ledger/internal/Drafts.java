package no.grend.ledger.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Problem;
import no.grend.kernel.Problem.Detail;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.InvoiceDraft;

/** What a draft must have before it may be issued. */
final class Drafts {

    private static final int LONGEST_KEY = 160;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_LINES = 200;
    private static final long LARGEST = 99_999_999_99L;

    private Drafts() {}

    /** Whether there is nothing to ask for: its lines take one another back, as when a discount takes all. */
    static boolean isNothingToPay(InvoiceDraft draft) {
        return !draft.lines().isEmpty()
                && draft.lines().stream().allMatch(line -> line.amount() != null)
                && draft.lines().stream()
                                .mapToLong(line -> line.amount().value())
                                .sum()
                        == 0;
    }

    /** The sum of the lines; refused with everything that is wrong. */
    static long checkedSum(InvoiceDraft draft) {
        List<Detail> errors = new ArrayList<>();
        require(
                errors,
                draft.sourceKey() == null || isWithin(draft.sourceKey(), LONGEST_KEY),
                "/sourceKey",
                "1-160 characters");
        require(errors, isWithin(draft.contactId(), 36), "/contactId", "a contact's id");
        require(errors, draft.memberNumber() > 0, "/memberNumber", "a member number");
        require(errors, isWithin(draft.payerName(), LONGEST_NAME), "/payerName", "1-200 characters");
        require(
                errors,
                draft.onBehalfOf() == null
                        || isWithin(draft.onBehalfOf().contactId(), 36)
                                && isWithin(draft.onBehalfOf().name(), LONGEST_NAME),
                "/onBehalfOf",
                "a contact's id and name");
        require(errors, draft.dueDate() != null, "/dueDate", "a date");
        require(errors, !draft.lines().isEmpty() && draft.lines().size() <= MOST_LINES, "/lines", "1-200 lines");
        int at = 0;
        long sum = 0;
        for (Line line : draft.lines()) {
            String pointer = "/lines/" + at++;
            require(errors, isWithin(line.text(), LONGEST_TEXT), pointer + "/text", "1-500 characters");
            boolean amount = line.amount() != null && Math.abs(line.amount().value()) <= LARGEST;
            require(errors, amount, pointer + "/amount", "an amount of at most 99 999 999,99");
            sum += amount ? line.amount().value() : 0;
        }
        if (!errors.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID, "INVOICE_INVALID", "The invoice cannot be issued as it stands.", errors);
        }
        if (sum <= 0 || sum > LARGEST) {
            throw Problem.rule(
                    "/lines",
                    "INVOICE_SUM",
                    "The lines of an invoice must sum to more than zero and at most 99 999 999,99.");
        }
        return sum;
    }

    private static void require(List<Detail> errors, boolean met, String pointer, String what) {
        if (!met) {
            errors.add(Detail.field(pointer, "FIELD_INVALID", "Must be " + what + "."));
        }
    }

    private static boolean isWithin(String text, int longest) {
        return text != null && !text.isBlank() && text.length() <= longest;
    }
}
