package no.grend.agreement.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.Payment;
import no.grend.agreement.Refund;
import no.grend.agreement.Refund.State;
import no.grend.agreement.Refunds;
import no.grend.agreement.internal.Tables.Said;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.internal.store.RefundRow;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Refunds with four eyes. A refund is written down in the same transaction as its payment is held, before anybody is called. */
@Component(service = {Refunds.class, RefundService.class})
public final class RefundService implements Refunds {

    private static final int LONGEST_WHY = 300;

    private final Tables tables;
    private final Audit audit;
    private final Settings settings;
    private final Refunding refunding;

    @Activate
    public RefundService(
            @Reference ProviderWatch watch,
            @Reference PaymentService payments,
            @Reference Audit audit,
            @Reference Ledger ledger,
            @Reference Settings settings) {
        this.tables = payments.tables();
        this.audit = audit;
        this.settings = settings;
        this.refunding = new Refunding(tables, watch.providers(), watch.calls(), ledger);
    }

    Refunding refunding() {
        return refunding;
    }

    @Override
    public Refund request(Actor actor, String paymentId, Ore asked, String why, IdempotencyKey key) {
        actor.require(Permission.LEDGER_WRITE);
        requireWhy(why);
        refunding.offer(tables.read(paymentId).provider());
        RefundRow row = tables.db.inTransaction(tx -> write(tx, actor, paymentId, asked, why, key));
        return row.alone() && row.state() == State.REQUESTED ? approve(actor, row.id()) : row.refund();
    }

    private RefundRow write(Handle tx, Actor actor, String paymentId, Ore asked, String why, IdempotencyKey key) {
        PaymentRow payment = tables.lock(tx, paymentId);
        Optional<RefundRow> before = key == null ? Optional.empty() : tables.refunds.byKey(tx, key.key());
        if (before.isPresent()) {
            key.requireSame(before.get().fingerprint());
            return before.get();
        }
        if (payment.state() != Payment.State.SETTLED || payment.followUp() != null) {
            throw Problem.conflict(
                    "NOT_SETTLED",
                    "This payment is " + payment.state() + (payment.followUp() == null ? "" : " and not booked yet")
                            + "; only what is paid and booked can be given back.");
        }
        Ore amount = Refunding.amount(payment, asked);
        RefundRow row = new RefundRow(
                tables.ids.next(),
                paymentId,
                payment.provider(),
                amount,
                why,
                isOneEnough(tx, actor, payment, amount),
                State.REQUESTED,
                null,
                null,
                null,
                null,
                actor.id(),
                tables.now(),
                null,
                null,
                null,
                0,
                key == null ? null : key.key(),
                key == null ? null : key.fingerprint());
        tables.refunds.insert(tx, row);
        tables.write(
                tx,
                payment,
                new Said("REFUND_REQUESTED", actor.id(), amount + ": " + why),
                change -> change.refunding(amount));
        record(tx, actor, "REFUND_REQUESTED", row, null, why);
        return row;
    }

    /** Together with all else of the payment, and with all that the asker has given back alone today: else many small ones are one. */
    private boolean isOneEnough(Handle tx, Actor actor, PaymentRow payment, Ore amount) {
        Ore most = settings.refundAlone();
        if (payment.refunding().plus(amount).compareTo(most) > 0) {
            return false;
        }
        Instant midnight = Oslo.today(tables.clock).atStartOfDay(Oslo.ZONE).toInstant();
        Ore today = tables.refunds.givenAlone(tx, actor.id(), midnight, tables.now());
        return today.plus(amount).compareTo(most) <= 0;
    }

    @Override
    public Refund approve(Actor actor, String id) {
        actor.require(Permission.LEDGER_WRITE);
        Offer offer = refunding.offer(row(id).provider());
        try (Calls.Slot slot = refunding.slot(offer)) {
            slot.announce(id);
            RefundRow approved = tables.db.inTransaction(tx -> approve(tx, actor, id));
            Fault.point("refund-approved");
            refunding.call(slot, approved);
        }
        return row(id).refund();
    }

    private RefundRow approve(Handle tx, Actor actor, String id) {
        RefundRow seen = waiting(tx, id);
        if (!seen.alone() && seen.requestedBy().equals(actor.id())) {
            throw new Problem(
                    Problem.Kind.FORBIDDEN,
                    "SAME_PERSON",
                    "You asked for this refund yourself, so another member of staff must approve it.",
                    List.of());
        }
        RefundRow approved =
                seen.approved(actor.id(), tables.now(), tables.now().plus(Patience.after(0)));
        tables.refunds.update(tx, approved);
        tables.write(
                tx, tables.lock(tx, seen.paymentId()), new Said("REFUND_APPROVED", actor.id(), null), change -> change);
        record(tx, actor, "REFUND_APPROVED", approved, "requested by " + seen.requestedBy(), null);
        return approved;
    }

    @Override
    public Refund turnDown(Actor actor, String id, String why) {
        actor.require(Permission.LEDGER_WRITE);
        requireWhy(why);
        return tables.db.inTransaction(tx -> {
            RefundRow seen = waiting(tx, id);
            RefundRow row = seen.turnedDown(actor.id(), tables.now(), why);
            tables.refunds.update(tx, row);
            tables.write(
                    tx,
                    tables.lock(tx, seen.paymentId()),
                    new Said("REFUND_TURNED_DOWN", actor.id(), why),
                    change -> change.refunding(seen.amount().negate()));
            record(tx, actor, "REFUND_TURNED_DOWN", row, "requested by " + seen.requestedBy(), why);
            return row.refund();
        });
    }

    @Override
    public Refund ask(Actor actor, String id) {
        actor.require(Permission.LEDGER_WRITE);
        RefundRow row = row(id);
        if (!row.state().isOver() && row.state() != State.REQUESTED) {
            try (Calls.Slot slot = refunding.slot(refunding.offer(row.provider()))) {
                refunding.call(slot, row);
            }
        }
        return row(id).refund();
    }

    @Override
    public List<Refund> ofPayment(Actor actor, String paymentId) {
        actor.require(Permission.LEDGER_READ);
        tables.read(paymentId);
        return tables.db.read(tx -> tables.refunds.ofPayment(tx, paymentId)).stream()
                .map(RefundRow::refund)
                .toList();
    }

    @Override
    public Page<Refund> inState(Actor actor, State state, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        List<RefundRow> rows = tables.db.read(tx -> tables.refunds.page(tx, state, cursor, limit + 1));
        return Page.cut(rows, limit, RefundRow::id).map(RefundRow::refund);
    }

    /** One that waits for a person, with its payment locked. */
    private RefundRow waiting(Handle tx, String id) {
        RefundRow seen = tables.refunds.byId(tx, id).orElseThrow(RefundService::notThere);
        tables.lock(tx, seen.paymentId());
        RefundRow row = tables.refunds.byId(tx, id).orElseThrow(RefundService::notThere);
        if (row.state() != State.REQUESTED) {
            throw Problem.conflict("NOT_WAITING", "This refund is " + row.state() + ", so there is nothing to decide.");
        }
        return row;
    }

    private RefundRow row(String id) {
        return tables.db.read(tx -> tables.refunds.byId(tx, id)).orElseThrow(RefundService::notThere);
    }

    private void record(Handle tx, Actor actor, String action, RefundRow row, String before, String why) {
        audit.record(
                tx,
                new Entry(
                        actor.id(),
                        action,
                        "payment:" + row.paymentId(),
                        before,
                        row.amount().value() + " øre back, refund " + row.id(),
                        why));
    }

    private static Problem notThere() {
        return Problem.notFound("There is no such refund.");
    }

    private static void requireWhy(String why) {
        if (why == null || why.isBlank() || why.length() > LONGEST_WHY) {
            throw Problem.invalid("/why", "WHY_MISSING", "Say why, in 1-300 characters.");
        }
    }
}
