package no.grend.ocr.internal;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.grend.camt.CamtNotification;
import no.grend.camt.CamtPayment;
import no.grend.camt.CamtPayment.Kind;
import no.grend.ledger.Receipt;

/** What of camt.054 is for the ledger, and how the ledger is told of it. The payer's name stays in the file. */
final class CamtReceipt {

    private static final int LONGEST_KID = 25;

    private CamtReceipt() {}

    /** Money for us, or taken back from us. Own payments and what is not booked yet are only told of. */
    static boolean isFor(CamtPayment payment) {
        return switch (payment.kind()) {
            case PAYMENT, CREDIT_NOTE, REVERSAL, RETURNED -> true;
            case PAID_OUT, NOT_BOOKED -> false;
        };
    }

    /** Whether another file may have one just like it; where the bank says that this is a copy, it is the same. */
    static boolean isWeak(CamtPayment payment) {
        return payment.isWeak() && payment.notification().copy() == CamtNotification.Copy.NONE;
    }

    static Receipt of(CamtPayment payment, String sourceKey) {
        String kid = kid(payment);
        return new Receipt(
                sourceKey,
                "CAMT",
                kid,
                payment.amount(),
                payment.date(),
                null,
                payment.debtorAccount() == null ? null : payment.debtorAccount().number(),
                payment.bankReference(),
                kid == null ? textWithKids(payment) : payment.text());
    }

    /** Null when there is none of ours: money that comes back bears the other's. */
    private static String kid(CamtPayment payment) {
        String kid = payment.kid();
        boolean ours = kid != null && kid.length() <= LONGEST_KID && payment.kind() != Kind.RETURNED;
        return ours ? kid : null;
    }

    /** Several KIDs, or one that is not ours, are left to a person as words. */
    private static String textWithKids(CamtPayment payment) {
        String kids = payment.kids().stream().map(kid -> "KID " + kid).collect(Collectors.joining(", "));
        String text = Stream.of(kids, payment.text() == null ? "" : payment.text())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? null : text;
    }
}
