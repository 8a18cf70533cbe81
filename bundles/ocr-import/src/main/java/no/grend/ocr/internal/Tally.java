package no.grend.ocr.internal;

import java.security.MessageDigest;
import java.time.LocalDate;
import no.grend.kernel.Ore;
import no.grend.nets.AssignmentEnd;
import no.grend.nets.AssignmentKind;
import no.grend.nets.AssignmentStart;
import no.grend.nets.FboRecord;
import no.grend.nets.NetsFileVisitor;
import no.grend.nets.OcrPayment;
import no.grend.ocr.internal.store.FileRow.Days;
import no.grend.ocr.internal.store.FileRow.Sum;

/** Counts what a file holds while it is checked. For one reading, on one thread. */
final class Tally implements NetsFileVisitor {

    private final String ourAccount;
    private final EarlyPayments early;
    private final MessageDigest digest = Sha256.digest();
    private final Repeats repeats = new Repeats();
    private long payments;
    private Ore total = Ore.ZERO;
    private long information;
    private Ore informationTotal = Ore.ZERO;
    private long fboRecords;
    private boolean toBank;
    private Days days;
    private LocalDate madeOn;
    private AssignmentStart other;
    private long otherLine;

    /** @param ourAccount null is not compared */
    Tally(LocalDate today, String ourAccount) {
        this.ourAccount = ourAccount;
        this.early = new EarlyPayments(today);
    }

    @Override
    public void assignment(AssignmentStart assignment, long line) {
        toBank |= assignment.kind() == AssignmentKind.CLAIMS || assignment.kind() == AssignmentKind.DELETIONS;
        if (ourAccount != null && other == null && !ourAccount.equals(assignment.account())) {
            other = assignment;
            otherLine = line;
        }
    }

    @Override
    public void payment(AssignmentStart assignment, OcrPayment payment) {
        if (payment.isInformation()) {
            information++;
            informationTotal = informationTotal.plus(payment.amount());
        } else {
            payments++;
            total = total.plus(payment.amount());
            repeats.note(PaymentIdentity.of(digest, assignment.account(), payment));
            early.note(payment.line(), payment.settledOn());
            days = Days.with(days, payment.settledOn());
        }
    }

    @Override
    public void mandate(AssignmentStart assignment, FboRecord mandate, long line) {
        fboRecords++;
    }

    @Override
    public void assignmentEnd(AssignmentEnd end) {
        if (madeOn == null) {
            madeOn = end.madeOn();
        }
    }

    Sum payments() {
        return new Sum(payments, total);
    }

    Sum information() {
        return new Sum(information, informationTotal);
    }

    long fboRecords() {
        return fboRecords;
    }

    boolean toBank() {
        return toBank;
    }

    /** When an assignment was made; null when none says. */
    LocalDate madeOn() {
        return madeOn;
    }

    /** The first account that is not ours; null when all are. */
    String otherAccount() {
        return other == null ? null : other.account();
    }

    int otherAccountOrdinal() {
        return other.ordinal();
    }

    long otherAccountLine() {
        return otherLine;
    }

    /** Those that settle after today, which no bank can have told of yet. */
    EarlyPayments early() {
        return early;
    }

    /** When the payments settle; null when there are none. */
    Days days() {
        return days;
    }

    Repeats repeats() {
        return repeats;
    }
}
