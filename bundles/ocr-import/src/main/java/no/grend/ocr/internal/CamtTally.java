package no.grend.ocr.internal;

import java.security.MessageDigest;
import java.time.LocalDate;
import no.grend.camt.CamtNotification;
import no.grend.camt.CamtPayment;
import no.grend.camt.CamtVisitor;
import no.grend.kernel.Ore;
import no.grend.ocr.internal.store.FileRow.Days;
import no.grend.ocr.internal.store.FileRow.Sum;

/** Counts what a camt.054 file holds while it is checked. For one reading, on one thread. */
final class CamtTally implements CamtVisitor {

    private final String ourAccount;
    private final EarlyPayments early;
    private final MessageDigest digest = Sha256.digest();
    private final Repeats repeats = new Repeats();
    private long payments;
    private Ore total = Ore.ZERO;
    private long information;
    private Ore informationTotal = Ore.ZERO;
    private Days days;
    private CamtNotification other;

    /** @param ourAccount null is not compared */
    CamtTally(LocalDate today, String ourAccount) {
        this.ourAccount = ourAccount;
        this.early = new EarlyPayments(today);
    }

    @Override
    public void notification(CamtNotification notification) {
        boolean ours =
                ourAccount == null || ourAccount.equals(notification.account().number());
        if (!ours && other == null) {
            other = notification;
        }
    }

    @Override
    public void payment(CamtPayment payment) {
        if (!CamtReceipt.isFor(payment)) {
            information++;
            informationTotal = informationTotal.plus(payment.amount());
            return;
        }
        payments++;
        total = total.plus(payment.amount());
        repeats.note(PaymentIdentity.of(digest, payment));
        early.note(payment.line(), payment.date());
        days = Days.with(days, payment.date());
    }

    Sum payments() {
        return new Sum(payments, total);
    }

    /** What is not booked, and own money that went out. */
    Sum information() {
        return new Sum(information, informationTotal);
    }

    /** When the payments settle; null when there are none. */
    Days days() {
        return days;
    }

    /** The first notification of an account that is not ours; null when all are. */
    CamtNotification other() {
        return other;
    }

    /** Those that are booked after today, which no bank can have told of yet. */
    EarlyPayments early() {
        return early;
    }

    Repeats repeats() {
        return repeats;
    }
}
