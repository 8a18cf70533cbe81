package no.grend.agreement;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;

/**
 * Gives up an invoice, all of it or some («tilbakebetaling», P14): what is not paid is credited; what a provider was paid is
 * refunded by it, with the four eyes that refunds have, and credited then; what came by bank becomes the payer's credit where the
 * ledger's settings let it, and is else left to a person, with words for what to do.
 *
 * <p>It remembers nothing: whoever gives up the money keeps how far it has come and asks again until it is done. Every step may be
 * taken again. Safe between threads; never call it inside a transaction.
 */
public final class MoneyBack {

    private static final int LONGEST_NOTE = 300;

    /** What the ledger says when what is paid may not be credited. */
    private static final String PAID_ALREADY = "PAID_ALREADY";

    private static final String BY_BANK =
            "It was not paid by a provider that can give it back. Pay kr %s back by bank, then say so here.";

    private final Actor actor;
    private final Ledger ledger;
    private final CreditNotes notes;
    private final Web web;

    /** What there is of payment on the web just now; may come and go. */
    public interface Web {

        Optional<Refunds> refunds();

        /** The payments of an invoice, newest first. */
        List<Payment> paymentsOf(String invoiceId);
    }

    /**
     * What is to be given up, and how far it has come.
     *
     * @param key the same whenever it is asked for, and never for anything else
     * @param reason as it stands on the credit note, in words
     * @param paymentId the payment that is given back; null for none
     * @param refundId what was asked of the provider; null for none
     * @param byHand whether a person has been told to do it
     */
    public record Owed(
            IdempotencyKey key,
            String invoiceId,
            Ore amount,
            String reason,
            String paymentId,
            String refundId,
            boolean byHand) {}

    /** What came of it. */
    public sealed interface Step {

        /** It is all done. */
        record Done() implements Step {}

        /** Nothing new; ask again. */
        record Waiting() implements Step {}

        /** The provider is asked, or staff are asked to approve it. */
        record Asked(String paymentId, String refundId) implements Step {}

        /** A person must do it. @param note what, in words, 300 characters at most */
        record ByHand(String note) implements Step {}
    }

    /** @param actor as whom it is done; needs {@code LEDGER_WRITE} */
    public MoneyBack(Actor actor, Ledger ledger, CreditNotes notes, Web web) {
        this.actor = actor;
        this.ledger = ledger;
        this.notes = notes;
        this.web = web;
    }

    /** Gives up so much of the invoice. */
    public Step ofInvoice(Owed owed) {
        return carefully(() -> giveUp(owed));
    }

    /** Gives back money that came for the invoice when it was credited already. */
    public Step ofMoney(Owed owed) {
        return carefully(() -> refund(owed, owed.amount()));
    }

    private static Step carefully(Supplier<Step> work) {
        try {
            return work.get();
        } catch (Problem refused) {
            return refused.kind() == Problem.Kind.UNAVAILABLE || refused.code().equals(PAID_ALREADY)
                    ? new Step.Waiting()
                    : byHand(refused.code() + ": " + refused.getMessage());
        }
    }

    private static Step byHand(String words) {
        return new Step.ByHand(words.length() > LONGEST_NOTE ? words.substring(0, LONGEST_NOTE) : words);
    }

    private Step giveUp(Owed owed) {
        Invoice invoice = ledger.invoice(actor, owed.invoiceId())
                .orElseThrow(() -> new IllegalStateException("Invoice " + owed.invoiceId() + " is gone"));
        Ore left = smaller(
                owed.amount().minus(invoice.credited()), invoice.amount().minus(invoice.credited()));
        if (!left.isPositive()) {
            return new Step.Done();
        }
        Ore paid = left.minus(invoice.outstanding().principal());
        if (!paid.isPositive()) {
            return credit(owed, invoice, left);
        }
        Step refund = refund(owed, paid);
        if (refund instanceof Step.Done) {
            return credit(owed, invoice, left);
        }
        boolean cameByBank = refund instanceof Step.ByHand && owed.refundId() == null;
        return cameByBank && !owed.byHand() ? asCreditOr(refund, owed, invoice, left) : refund;
    }

    /** Where the settings let what is paid be credited, it becomes the payer's credit. */
    private Step asCreditOr(Step otherwise, Owed owed, Invoice invoice, Ore left) {
        try {
            return credit(owed, invoice, left);
        } catch (Problem refused) {
            if (refused.code().equals(PAID_ALREADY)) {
                return otherwise;
            }
            throw refused;
        }
    }

    private Step credit(Owed owed, Invoice invoice, Ore left) {
        boolean whole = left.equals(invoice.amount().minus(invoice.credited()));
        Credit credit =
                whole ? Credit.whole(owed.reason()) : Credit.of(owed.reason(), List.of(new Credit.Line(1, left)));
        notes.credit(actor, invoice.id(), credit, owed.key());
        return new Step.Done();
    }

    /** Done when a provider has given it back. */
    private Step refund(Owed owed, Ore money) {
        Refunds refunds = web.refunds().orElse(null);
        if (owed.refundId() != null) {
            return refunds == null ? new Step.Waiting() : asked(owed, refunds);
        }
        Optional<Payment> payment = refunds == null
                ? Optional.empty()
                : web.paymentsOf(owed.invoiceId()).stream()
                        .filter(one -> one.state() == Payment.State.SETTLED && one.booked())
                        .filter(one -> one.paid().minus(one.refunded()).compareTo(money) >= 0)
                        .findFirst();
        if (payment.isEmpty()) {
            return byHand(BY_BANK.formatted(money));
        }
        String id = payment.get().id();
        return new Step.Asked(
                id, refunds.request(actor, id, money, owed.reason(), owed.key()).id());
    }

    private Step asked(Owed owed, Refunds refunds) {
        Refund refund = refunds.ofPayment(actor, owed.paymentId()).stream()
                .filter(one -> one.id().equals(owed.refundId()))
                .findFirst()
                .orElse(null);
        if (refund == null) {
            return new Step.Waiting();
        }
        if (refund.state() == Refund.State.TURNED_DOWN || refund.state() == Refund.State.REJECTED) {
            return byHand("The refund is " + refund.state() + ". Pay kr " + owed.amount()
                    + " back by bank, then say so here.");
        }
        return refund.state() == Refund.State.REFUNDED && refund.booked() ? new Step.Done() : new Step.Waiting();
    }

    private static Ore smaller(Ore one, Ore other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
