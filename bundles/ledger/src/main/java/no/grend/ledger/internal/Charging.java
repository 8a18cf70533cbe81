package no.grend.ledger.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.kernel.Problem.Detail;
import no.grend.ledger.Charge;
import no.grend.ledger.Charged;
import no.grend.ledger.Charged.Waiver;
import no.grend.ledger.internal.store.ChargeRows;
import no.grend.ledger.internal.store.Standing;
import no.grend.ledger.internal.store.Transfer;
import org.jdbi.v3.core.Handle;

/** Puts fees and late interest («gebyr, forsinkelsesrente») on invoices and takes them off again. Safe between threads. */
final class Charging {

    private static final int LONGEST_KEY = 160;
    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_RULE = 80;
    private static final long LARGEST = 99_999_999_99L;

    private static final String REMEDY =
            "Let it stand, or allow it by creditPaid in no.grend.ledger: then what is paid becomes the member's credit.";

    private final Adjusting.Means means;
    private final ChargeRows charges;
    private final Ids ids;

    Charging(Adjusting.Means means) {
        this.means = means;
        this.charges = new ChargeRows(means.db().dialect());
        this.ids = new Ids(means.clock());
    }

    Charged charge(Actor actor, String invoiceId, Charge charge) {
        check(charge);
        return Adjusting.inTransaction(means, actor, adjusting -> {
            Optional<Charged> before =
                    charges.bySourceKey(adjusting.tx(), charge.sourceKey()).map(ChargeRows.Row::charged);
            if (before.isPresent()) {
                return same(before.get(), invoiceId, charge);
            }
            return add(adjusting, adjusting.invoice(invoiceId), charge);
        });
    }

    Charged waive(Actor actor, String chargeId, String why) {
        if (!isWithin(why, LONGEST_TEXT)) {
            throw Problem.invalid("/why", "WHY_MISSING", "Say why the charge is waived, in 1-500 characters.");
        }
        return Adjusting.inTransaction(means, actor, adjusting -> {
            ChargeRows.Row row = find(adjusting.tx(), chargeId);
            Charged charged = row.charged();
            if (charged.waived() != null) {
                return charged;
            }
            Standing invoice = adjusting.invoice(row.invoice());
            adjusting.makeRoom(invoice, charged.charge().amount().value(), "Waiving the charge", REMEDY);
            Waiver waiver = adjusting.waive(invoice, row, why);
            return new Charged(charged.id(), charged.invoiceId(), charged.charge(), waiver);
        });
    }

    /** By invoice, oldest first. */
    Map<String, List<Charged>> of(Handle handle, Collection<String> invoiceIds) {
        Map<String, List<Charged>> found = new HashMap<>();
        charges.byInvoices(handle, invoiceIds)
                .forEach((id, rows) ->
                        found.put(id, rows.stream().map(ChargeRows.Row::charged).toList()));
        return found;
    }

    private Charged add(Adjusting adjusting, Standing invoice, Charge charge) {
        if (invoice.outstanding(means.settings().cover()).principal().isZero()) {
            throw Problem.conflict(
                    "NOTHING_OWED",
                    "Nothing of the invoice itself is owed any more, so no fee and no interest can be put on it.");
        }
        String id = ids.next();
        long amount = charge.amount().value();
        invoice.charge(charge.kind(), amount);
        long entry = adjusting.append(invoice, Transfer.charge(charge.kind(), amount, invoice));
        charges.add(adjusting.tx(), entry, id, invoice.entry(), charge);
        adjusting.enter(
                "INVOICE_CHARGED", invoice, null, charge.kind() + " " + charge.amount(), "rule " + charge.rule());
        return new Charged(id, invoice.id(), charge, null);
    }

    private static Charged same(Charged before, String invoiceId, Charge charge) {
        if (!before.invoiceId().equals(invoiceId) || !before.charge().equals(charge)) {
            throw Problem.conflict(
                    "CHARGE_KEY_USED", "This source key was used for another charge. Use a new key for a new charge.");
        }
        return before;
    }

    private ChargeRows.Row find(Handle tx, String idOrKey) {
        return charges.byId(tx, idOrKey)
                .or(() -> charges.bySourceKey(tx, idOrKey))
                .orElseThrow(() -> Problem.notFound("There is no such charge."));
    }

    private static void check(Charge charge) {
        List<Detail> errors = new ArrayList<>();
        require(errors, isWithin(charge.sourceKey(), LONGEST_KEY), "/sourceKey", "1-160 characters");
        require(errors, charge.kind() != null, "/kind", "REMINDER_FEE or LATE_INTEREST");
        boolean amount = charge.amount() != null
                && charge.amount().isPositive()
                && charge.amount().value() <= LARGEST;
        require(errors, amount, "/amount", "more than zero and at most 99 999 999,99");
        require(errors, isWithin(charge.explanation(), LONGEST_TEXT), "/explanation", "1-500 characters");
        require(errors, isWithin(charge.rule(), LONGEST_RULE), "/rule", "1-80 characters");
        require(errors, charge.chargedOn() != null, "/chargedOn", "a date");
        if (!errors.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID, "CHARGE_INVALID", "The charge cannot be made as it stands.", errors);
        }
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
