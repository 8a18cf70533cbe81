package no.grend.agreement.internal;

import no.grend.agreement.Payment.State;
import no.grend.agreement.Payments.Decision;
import no.grend.agreement.Payments.Trouble;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import org.jdbi.v3.core.Handle;

/** What persons decide about payments that nothing else can settle. Audited. Safe between threads. */
final class Deciding {

    private static final String WHAT = "DECIDED";
    private static final int LONGEST_REFERENCE = 100;

    private final Tables tables;
    private final Audit audit;

    Deciding(Tables tables, Audit audit) {
        this.tables = tables;
        this.audit = audit;
    }

    PaymentRow decide(Actor actor, String id, Decision decision) {
        return tables.db.inTransaction(tx -> {
            PaymentRow row = tables.lock(tx, id);
            if (row.state() != State.EXCEPTION) {
                throw Problem.conflict(
                        "NOTHING_TO_DECIDE",
                        "This payment is " + row.state() + "; a person decides only about those that are EXCEPTION.");
            }
            Said said = new Said(WHAT, actor.id(), decision.why());
            tables.troubles.closeOf(tx, id, row.reason(), tables.now(), actor.id(), decision.why());
            PaymentRow decided = decision.paid()
                    ? settle(tx, row, decision, said)
                    : tables.write(tx, row, said, change -> change.ended(State.REJECTED, WHAT, decision.why()));
            audit.record(
                    tx,
                    new Entry(
                            actor.id(),
                            "PAYMENT_DECIDED",
                            "payment:" + id,
                            row.reason(),
                            decision.paid() ? "paid" : "not paid",
                            decision.why()));
            return decided;
        });
    }

    private PaymentRow settle(Handle tx, PaymentRow row, Decision decision, Said said) {
        String reference = decision.reference();
        if (reference == null || reference.isBlank() || reference.length() > LONGEST_REFERENCE) {
            throw Problem.invalid(
                    "/reference",
                    "REFERENCE_MISSING",
                    "Give the provider's own reference of the payment, 1-100 characters.");
        }
        if (decision.paidOn() == null || decision.paidOn().isAfter(Oslo.today(tables.clock))) {
            throw Problem.invalid("/paidOn", "DATE_INVALID", "Give the day it was paid, which is not in the future.");
        }
        if (tables.payments.isTaken(tx, row, reference)) {
            throw Problem.rule("/reference", "REFERENCE_TAKEN", "Another payment has this reference already.");
        }
        return tables.write(tx, row, said, change -> change.settled(reference, decision.paidOn()));
    }

    Trouble close(Actor actor, String id, String why) {
        return tables.db.inTransaction(tx -> {
            Trouble trouble =
                    tables.troubles.byId(tx, id).orElseThrow(() -> Problem.notFound("There is no such trouble."));
            if (trouble.paymentId() != null) {
                requireDecided(tables.lock(tx, trouble.paymentId()), trouble);
            }
            if (!tables.troubles.close(tx, id, tables.now(), actor.id(), why)) {
                throw Problem.conflict("CLOSED_ALREADY", "Somebody has closed it already.");
            }
            audit.record(
                    tx,
                    new Entry(
                            actor.id(),
                            "PAYMENT_TROUBLE_CLOSED",
                            trouble.paymentId() == null ? "payment-trouble:" + id : "payment:" + trouble.paymentId(),
                            trouble.kind(),
                            null,
                            why));
            return tables.troubles.byId(tx, id).orElseThrow();
        });
    }

    private static void requireDecided(PaymentRow row, Trouble trouble) {
        if (row.state() == State.EXCEPTION && trouble.kind().equals(row.reason())) {
            throw Problem.conflict(
                    "PAYMENT_UNDECIDED",
                    "The payment waits for a decision: POST /api/admin/provider-payments/" + row.id() + "/decision.");
        }
    }
}
