package no.grend.ocr.internal;

import java.io.FilterInputStream;
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
import no.grend.kernel.Count;
import no.grend.kernel.Problem;
import no.grend.nets.FileReport;
import no.grend.nets.NetsFileReader;
import no.grend.ocr.internal.store.FileRow.Format;

/** Checks a whole file before anything of it is taken in (bank-files 6.1), and says what it holds. */
final class FileCheck {

    private static final int HEAD = 1024;

    private final LocalDate today;
    private final String account;
    private final String recipient;

    /**
     * @param account ours; null is not compared
     * @param recipient our customer unit; null is not compared
     */
    FileCheck(LocalDate today, String account, String recipient) {
        this.today = today;
        this.account = account;
        this.recipient = recipient;
    }

    /** What the file holds; refused with every line that is wrong. */
    FileFacts check(Path file) {
        return CamtFileReader.isForMe(head(file)) ? new CamtCheck(today, account).check(file) : checkOcr(file);
    }

    private FileFacts checkOcr(Path file) {
        Tally tally = new Tally(today, account);
        MessageDigest content = Sha256.digest();
        FileReport report;
        try (InputStream in = new ContentDigest(Files.newInputStream(file), content)) {
            report = new NetsFileReader(today).read(in, tally);
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file could not be read again", e);
        }
        report.requireAccepted();
        requireForUs(report, tally);
        return new FileFacts(
                report.start(),
                HexFormat.of().formatHex(content.digest()),
                madeOn(report, tally),
                report.read().records(),
                tally.payments(),
                tally.information(),
                tally.fboRecords(),
                warnings(report, tally),
                tally.repeats(),
                Format.OCR,
                null,
                tally.days());
    }

    /** The first bytes, which tell the format. */
    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file could not be read again", e);
        }
    }

    private void requireForUs(FileReport report, Tally tally) {
        if (tally.toBank()) {
            throw refused(
                    1,
                    "FILE_TO_BANK",
                    "This file holds claims or deletions: it goes to the bank and does not come from it. Nothing was taken in.");
        }
        List<Problem.Detail> errors = new ArrayList<>();
        if (recipient != null && !recipient.equals(report.start().recipient())) {
            errors.add(
                    Problem.Detail.line(
                            1,
                            "OTHER_RECIPIENT",
                            "The file is for customer unit " + report.start().recipient()
                                    + ", and this organisation's is " + recipient
                                    + ". Check that you chose the right file, or correct customerUnitId in the organisation's profile."));
        }
        if (tally.otherAccount() != null) {
            errors.add(
                    Problem.Detail.line(
                            (int) Math.min(tally.otherAccountLine(), Integer.MAX_VALUE),
                            "OTHER_ACCOUNT",
                            "Assignment " + tally.otherAccountOrdinal() + " is for account " + tally.otherAccount()
                                    + ", and this organisation's is " + account
                                    + ". Check that you chose the right file, or correct the account in the organisation's profile."));
        }
        if (!errors.isEmpty()) {
            throw new Problem(
                    Problem.Kind.RULE_BROKEN,
                    "BANK_FILE_FOR_OTHERS",
                    "The file is not for this organisation, so nothing is taken in. "
                            + errors.get(0).detail(),
                    errors);
        }
    }

    private LocalDate madeOn(FileReport report, Tally tally) {
        if (report.end().date() != null) {
            return report.end().date();
        }
        return tally.madeOn() != null ? tally.madeOn() : today;
    }

    private static List<String> warnings(FileReport report, Tally tally) {
        List<String> warnings = new ArrayList<>();
        report.warnings()
                .forEach(finding ->
                        warnings.add((finding.line() == 0 ? "" : "Line " + finding.line() + ": ") + finding.detail()));
        long left = report.warningCount() - report.warnings().size();
        if (left > 0) {
            warnings.add("… and " + left + " more of the same kind.");
        }
        tally.early().warning().ifPresent(warnings::add);
        if (tally.information().count() > 0) {
            warnings.add(Count.of(
                    tally.information().count(),
                    "transaction of types 18-21 tells of a card payment that settles elsewhere; it was not posted.",
                    "transactions of types 18-21 tell of card payments that settle elsewhere; they were not posted."));
        }
        return warnings;
    }

    static Problem refused(int line, String code, String words) {
        return new Problem(Problem.Kind.RULE_BROKEN, code, words, List.of(Problem.Detail.line(line, code, words)));
    }

    /** Digests what is read, without the line ends, so that a file looks the same whatever separates its records. */
    static final class ContentDigest extends FilterInputStream {

        private final MessageDigest digest;

        ContentDigest(InputStream in, MessageDigest digest) {
            super(in);
            this.digest = digest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            int from = offset;
            for (int i = offset; i < offset + read; i++) {
                if (buffer[i] == '\r' || buffer[i] == '\n') {
                    digest.update(buffer, from, i - from);
                    from = i + 1;
                }
            }
            if (read > 0) {
                digest.update(buffer, from, offset + read - from);
            }
            return read;
        }
    }
}
