package no.grend.agreement.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import no.grend.agreement.Consent;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.agreement.internal.store.Particulars;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.internal.store.ProviderStore.ProviderRow;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import org.jdbi.v3.core.Handle;

/**
 * Starts payments: finds the provider, writes the call down, makes it. Once it is written down the payment is somewhere for
 * ever. Safe between threads.
 */
final class Starting {

    private static final String NOK = "NOK";
    private static final int MOST_ATTEMPTS = 10;
    private static final int LONGEST_ADDRESS = 1_000;
    private static final int LONGEST_PARTICULARS = 2_000;

    private final Tables tables;
    private final Audit audit;
    private final Ledger ledger;
    private final Choosing choosing;
    private final Calls calls;
    private final Asking asking;

    Starting(Tables tables, Audit audit, Ledger ledger, Choosing choosing, Calls calls, Asking asking) {
        this.tables = tables;
        this.audit = audit;
        this.ledger = ledger;
        this.choosing = choosing;
        this.calls = calls;
        this.asking = asking;
    }

    /** @return the payment's id */
    String start(Actor actor, Invoice invoice, NewPayment wanted, IdempotencyKey key) {
        requireReadable(wanted);
        Optional<String> before = before(key);
        return before.isPresent() ? before.get() : start(actor, invoice, wanted, amount(invoice, wanted), key);
    }

    /** The payment that a key gave before. @param key null for none */
    Optional<String> before(IdempotencyKey key) {
        Optional<PaymentRow> before =
                key == null ? Optional.empty() : tables.db.read(tx -> tables.payments.byKey(tx, key.key()));
        before.ifPresent(row -> key.requireSame(row.fingerprint()));
        return before.map(PaymentRow::id);
    }

    /** As {@link #start}, of a charge whose key, if any, is new. */
    String charge(Actor actor, Invoice invoice, ConsentRow consent, PaymentRow.Charge charge, IdempotencyKey key) {
        NewPayment wanted = new NewPayment(invoice.id(), null, consent.provider(), consent.purpose(), null, Map.of());
        Ore amount = amount(invoice, wanted);
        return begin(
                actor,
                () -> List.of(choosing.ofConsent(consent.provider(), amount)),
                offer -> row(actor, invoice, wanted, consent.purpose(), amount, offer, key, charge));
    }

    private String start(Actor actor, Invoice invoice, NewPayment wanted, Ore amount, IdempotencyKey key) {
        String purpose = Choosing.purpose(invoice, wanted);
        return begin(
                actor,
                () -> choosing.offers(actor, wanted, purpose, amount),
                offer -> row(actor, invoice, wanted, purpose, amount, offer, key, null));
    }

    /** @param offers those that take it as it is now, the first choice first */
    private String begin(Actor actor, Supplier<List<Offer>> offers, Function<Offer, PaymentRow> draft) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try (Calls.Slot slot = slot(offers.get())) {
                PaymentRow row = draft.apply(slot.offer());
                slot.announce(row.id());
                Written written = tables.db.inTransaction(tx -> write(tx, actor, row));
                Fault.point("payment-written");
                if (written.before() != null) {
                    return written.before();
                }
                if (!written.drained()) {
                    requireStillOpen(row);
                    asking.call(slot, row, Asking.STARTED, PaymentProvider::start);
                    return row.id();
                }
            }
        }
        throw Choosing.noProvider();
    }

    /** Room at the first of them that has any. */
    private Calls.Slot slot(List<Offer> offers) {
        return offers.stream()
                .flatMap(offer -> calls.slot(offer).stream())
                .findFirst()
                .orElseThrow(() -> Asking.busy(offers.get(0).id()));
    }

    /**
     * What came of writing it down.
     *
     * @param drained whether the provider was drained meanwhile, so that nothing was written
     * @param before the payment that the key gave before; null for a new one
     */
    private record Written(boolean drained, String before) {}

    private Written write(Handle tx, Actor actor, PaymentRow row) {
        Optional<ProviderRow> provider = tables.providers.shared(tx, row.provider());
        if (provider.isEmpty()) {
            tables.providers.remember(tx, row.provider(), tables.now());
        } else if (provider.get().drainedTo() != null) {
            return new Written(true, null);
        }
        if (row.idempotencyKey() != null) {
            Optional<PaymentRow> before = tables.payments.byKey(tx, row.idempotencyKey());
            if (before.isPresent()) {
                return new Written(false, same(before.get(), row).id());
            }
        }
        if (row.charge() != null) {
            requireGiven(tx, row.charge().consentId());
        }
        tables.payments.underWay(tx, row.invoiceId()).ifPresent(Starting::refuseSecond);
        tables.payments.insert(tx, row);
        tables.events.append(
                tx, row.id(), row.events(), row.startedAt(), "WRITTEN_DOWN", null, row.state(), actor.id(), null);
        audit.record(
                tx,
                new Entry(
                        actor.id(),
                        "PAYMENT_STARTED",
                        "payment:" + row.id(),
                        null,
                        row.provider() + " " + row.amount().value() + " øre of invoice " + row.invoiceId(),
                        null));
        return new Written(false, null);
    }

    /**
     * Another payment may have been booked between our look at the invoice and our writing it down. From then on none is begun,
     * and none that was begun before is without its booking, so what is open now stays open but for money from the bank.
     */
    private void requireStillOpen(PaymentRow row) {
        Ore open;
        try {
            open = ledger.invoice(Actor.SYSTEM, row.invoiceId())
                    .map(Invoice::open)
                    .orElse(Ore.ZERO);
        } catch (RuntimeException away) {
            notCalled(row, "LEDGER_AWAY", "The invoice could not be looked at, so nothing was begun.");
            throw away;
        }
        if (open.compareTo(row.amount()) < 0) {
            notCalled(row, "NOTHING_OPEN", "The invoice was paid meanwhile.");
            throw Problem.conflict("NOTHING_OPEN", "The invoice was paid meanwhile, so nothing is to be paid.");
        }
    }

    /** Held until the charge is written down, so that nothing is begun by a consent that was ended before. */
    private void requireGiven(Handle tx, String consentId) {
        ConsentRow consent = tables.consents.lock(tx, consentId).orElseThrow(ConsentAsking::notThere);
        if (consent.state() != Consent.State.ACTIVE) {
            throw Charging.notActive(consent);
        }
    }

    private void notCalled(PaymentRow row, String reason, String detail) {
        tables.db.useTransaction(tx -> tables.write(
                tx,
                tables.lock(tx, row.id()),
                new Tables.Said("NOT_CALLED", Actor.SYSTEM.id(), detail),
                change -> change.ended(State.REJECTED, reason, detail)));
    }

    private static PaymentRow same(PaymentRow before, PaymentRow row) {
        new IdempotencyKey(row.idempotencyKey(), row.fingerprint()).requireSame(before.fingerprint());
        return before;
    }

    private static void refuseSecond(PaymentRow underWay) {
        throw Problem.conflict(
                "PAYMENT_UNDER_WAY",
                "Payment " + underWay.id() + " of this invoice is under way at " + underWay.provider() + " ("
                        + underWay.state() + "). Wait for it, or call it off with POST /api/admin/provider-payments/"
                        + underWay.id() + "/cancellation.");
    }

    private PaymentRow row(
            Actor actor,
            Invoice invoice,
            NewPayment wanted,
            String purpose,
            Ore amount,
            Offer offer,
            IdempotencyKey key,
            PaymentRow.Charge charge) {
        return new PaymentRow(
                tables.ids.next(),
                invoice.id(),
                invoice.contactId(),
                invoice.kid(),
                offer.id(),
                amount,
                NOK,
                "Faktura " + invoice.number(),
                purpose,
                wanted.returnTo() == null ? null : wanted.returnTo().toString(),
                Particulars.write(wanted.particulars()),
                State.STARTING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                actor.id(),
                tables.now(),
                tables.now(),
                tables.now().plus(Patience.after(0)),
                0,
                1,
                key == null ? null : key.key(),
                key == null ? null : key.fingerprint(),
                true,
                Ore.ZERO,
                Ore.ZERO,
                charge);
    }

    private static Ore amount(Invoice invoice, NewPayment wanted) {
        Ore open = invoice.open();
        if (!open.isPositive()) {
            throw Problem.conflict(
                    "NOTHING_OPEN",
                    "Nothing is open on this invoice (" + invoice.status() + "), so nothing is to be paid.");
        }
        if (wanted.amount() == null) {
            return open;
        }
        if (!wanted.amount().isPositive() || wanted.amount().compareTo(open) > 0) {
            throw Problem.rule(
                    "/amount",
                    "AMOUNT_NOT_OPEN",
                    "amount must be more than 0 and at most the " + open.value()
                            + " øre that are open on the invoice.");
        }
        return wanted.amount();
    }

    private static void requireReadable(NewPayment wanted) {
        if (wanted.purpose() != null && !Choosing.isPurpose(wanted.purpose())) {
            throw Problem.invalid(
                    "/purpose",
                    "PURPOSE_INVALID",
                    "purpose must be 1-20 of a-z and hyphen, such as membership, gift or course.");
        }
        if (wanted.returnTo() != null && wanted.returnTo().toString().length() > LONGEST_ADDRESS) {
            throw Problem.invalid("/returnTo", "ADDRESS_TOO_LONG", "returnTo must be at most 1,000 characters.");
        }
        boolean holes = wanted.particulars().values().stream().anyMatch(value -> value == null);
        if (holes || Particulars.write(wanted.particulars()).length() > LONGEST_PARTICULARS) {
            throw Problem.invalid(
                    "/particulars",
                    "PARTICULARS_INVALID",
                    "particulars must be texts, in all at most 2,000 characters.");
        }
    }
}
