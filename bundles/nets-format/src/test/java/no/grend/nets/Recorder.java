package no.grend.nets;

import java.util.ArrayList;
import java.util.List;

/** Keeps everything a reader delivers. */
final class Recorder implements NetsFileVisitor {

    final List<AssignmentStart> assignments = new ArrayList<>();
    final List<OcrPayment> payments = new ArrayList<>();
    final List<FboRecord> mandates = new ArrayList<>();
    final List<Claim> claims = new ArrayList<>();
    final List<Deletion> deletions = new ArrayList<>();
    final List<Long> lines = new ArrayList<>();
    final List<Long> assignmentLines = new ArrayList<>();
    final List<AssignmentEnd> ends = new ArrayList<>();
    TransmissionStart start;
    TransmissionEnd end;

    @Override
    public void transmission(TransmissionStart found) {
        start = found;
    }

    @Override
    public void assignment(AssignmentStart found, long line) {
        assignments.add(found);
        assignmentLines.add(line);
    }

    @Override
    public void payment(AssignmentStart assignment, OcrPayment payment) {
        payments.add(payment);
        lines.add(payment.line());
    }

    @Override
    public void mandate(AssignmentStart assignment, FboRecord mandate, long line) {
        mandates.add(mandate);
        lines.add(line);
    }

    @Override
    public void claim(AssignmentStart assignment, Claim claim, long line) {
        claims.add(claim);
        lines.add(line);
    }

    @Override
    public void deletion(AssignmentStart assignment, Deletion deletion, long line) {
        deletions.add(deletion);
        lines.add(line);
    }

    @Override
    public void assignmentEnd(AssignmentEnd found) {
        ends.add(found);
    }

    @Override
    public void transmissionEnd(TransmissionEnd found) {
        end = found;
    }
}
