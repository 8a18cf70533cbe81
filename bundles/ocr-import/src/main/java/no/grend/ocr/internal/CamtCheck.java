package no.grend.ocr.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import no.grend.camt.CamtFileReader;
import no.grend.camt.CamtReport;
import no.grend.kernel.Count;
import no.grend.kernel.Problem;
import no.grend.ocr.internal.store.FileRow.Format;

/** Checks a whole camt.054 file before anything of it is taken in (bank-files 11), and says what it holds. */
final class CamtCheck {

    private final LocalDate today;
    private final String account;

    /** @param account ours; null is not compared */
    CamtCheck(LocalDate today, String account) {
        this.today = today;
        this.account = account;
    }

    /** What the file holds; refused with every place that is wrong. */
    FileFacts check(Path file) {
        CamtTally tally = new CamtTally(today, account);
        MessageDigest content = Sha256.digest();
        CamtReport report;
        try (InputStream in = new FileCheck.ContentDigest(Files.newInputStream(file), content)) {
            report = new CamtFileReader().read(in, tally);
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file could not be read again", e);
        }
        report.requireAccepted();
        requireForUs(tally);
        return new FileFacts(
                null,
                HexFormat.of().formatHex(content.digest()),
                report.message().createdAt().toLocalDate(),
                report.read().entries(),
                tally.payments(),
                tally.information(),
                0,
                warnings(report, tally),
                tally.repeats(),
                Format.CAMT054,
                report.message().messageId(),
                tally.days());
    }

    private void requireForUs(CamtTally tally) {
        if (tally.other() == null) {
            return;
        }
        String words = "Notification " + tally.other().ordinal() + " is for account "
                + tally.other().account().number() + ", and this organisation's is " + account
                + ". Check that you chose the right file, or correct the account in the organisation's profile.";
        int line = (int) Math.min(tally.other().line(), Integer.MAX_VALUE);
        throw new Problem(
                Problem.Kind.RULE_BROKEN,
                "BANK_FILE_FOR_OTHERS",
                "The file is not for this organisation, so nothing is taken in. " + words,
                List.of(Problem.Detail.line(line, "OTHER_ACCOUNT", words)));
    }

    private static List<String> warnings(CamtReport report, CamtTally tally) {
        List<String> warnings = new ArrayList<>();
        report.warnings().forEach(finding -> warnings.add(finding.place() + finding.detail()));
        long left = report.warningCount() - report.warnings().size();
        if (left > 0) {
            warnings.add("… and " + left + " more of the same kind.");
        }
        tally.early().warning().ifPresent(warnings::add);
        if (tally.information().count() > 0) {
            warnings.add(Count.of(
                    tally.information().count(),
                    "entry or payment is money that went out, or is not booked yet; it was not posted.",
                    "entries or payments are money that went out, or are not booked yet; they were not posted."));
        }
        return warnings;
    }
}
