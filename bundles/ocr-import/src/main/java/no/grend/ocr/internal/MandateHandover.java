package no.grend.ocr.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.avtalegiro.MandateIntake;
import no.grend.identity.Actor;
import no.grend.nets.AssignmentEnd;
import no.grend.nets.AssignmentKind;
import no.grend.nets.AssignmentStart;
import no.grend.nets.FboRecord;
import no.grend.nets.NetsFileReader;
import no.grend.nets.NetsFileVisitor;
import no.grend.ocr.internal.store.FileRow;
import no.grend.ocr.internal.store.FileRow.Mandates;

/** Hands the mandates of a posted file over, assignment by assignment; doing it again is harmless (S4-11). */
final class MandateHandover implements NetsFileVisitor {

    private final MandateIntake intake;
    private final Actor actor;
    private final FileRow file;
    private List<MandateIntake.FboRecord> records = new ArrayList<>();
    private Mandates sum = Mandates.NONE;

    private MandateHandover(MandateIntake intake, Actor actor, FileRow file) {
        this.intake = intake;
        this.actor = actor;
        this.file = file;
    }

    /** Hands over all assignments of a file that was checked before. */
    static Mandates handOver(MandateIntake intake, Actor actor, FileRow file, Path bytes, LocalDate today) {
        MandateHandover handover = new MandateHandover(intake, actor, file);
        try (InputStream in = Files.newInputStream(bytes)) {
            new NetsFileReader(today).read(in, handover).requireAccepted();
        } catch (IOException e) {
            throw new UncheckedIOException("The stored bank file could not be read again", e);
        }
        return handover.sum;
    }

    @Override
    public void mandate(AssignmentStart assignment, FboRecord mandate, long line) {
        records.add(new MandateIntake.FboRecord(
                line, mandate.registration().ordinal(), mandate.kid(), mandate.writtenNotice()));
    }

    @Override
    public void assignmentEnd(AssignmentEnd end) {
        if (end.start().kind() != AssignmentKind.FBO) {
            return;
        }
        String sourceKey = "ocr:" + file.sha256() + ":" + end.start().ordinal();
        MandateIntake.Report report = intake.receive(actor, sourceKey, file.madeOn(), records);
        sum = new Mandates(
                sum.created() + report.created(),
                sum.changed() + report.changed(),
                sum.deleted() + report.deleted(),
                sum.unknown() + report.unknown());
        records = new ArrayList<>();
    }
}
