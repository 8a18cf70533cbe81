package no.grend.avtalegiro.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.FileChecks;
import no.grend.avtalegiro.internal.store.FileChunks;
import no.grend.avtalegiro.internal.store.FileStore;
import no.grend.avtalegiro.internal.store.NoticeStore;
import no.grend.avtalegiro.internal.store.Numbers.Series;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.kernel.Verification;
import no.grend.licence.Licence;
import no.grend.nets.FileReport;
import no.grend.nets.NetsFileReader;
import no.grend.schema.Database;
import no.grend.schema.StoredBytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks promise P5: no number twice, none skipped without a reason; an invoice in at most one live claim; the stored bytes
 * are those that were made, and say what the claims say; nobody is told by the bank and by us.
 */
@Component(service = Verification.class)
public final class AvtaleGiroVerification implements Verification {

    private static final String PROMISE = "P5";
    private static final int FILES_AT_A_TIME = 100;

    private final Database db;
    private final FileStore files = new FileStore();
    private final FileChecks checks = new FileChecks();
    private final NoticeStore notices = new NoticeStore();

    @Activate
    public AvtaleGiroVerification(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence) {
        this.db = db;
    }

    @Override
    public String area() {
        return "avtalegiro";
    }

    @Override
    public List<Violation> verify() {
        List<Violation> found = new ArrayList<>();
        for (Series series : Series.values()) {
            db.read(tx -> checks.numbers(tx, series)).forEach(detail -> found.add(new Violation(PROMISE, detail)));
        }
        db.read(checks::claims).forEach(detail -> found.add(new Violation(PROMISE, detail)));
        long toldTwice = db.read(notices::ofBankNotified);
        if (toldTwice > 0) {
            found.add(new Violation(
                    PROMISE,
                    Count.of(
                            toldTwice,
                            "claim that the bank tells of has a notice of our own as well (S4-32)",
                            "claims that the bank tells of have a notice of our own as well (S4-32)")));
        }
        for (Kind kind : Kind.values()) {
            eachFile(kind, found);
        }
        return found;
    }

    private void eachFile(Kind kind, List<Violation> found) {
        int below = Integer.MAX_VALUE;
        while (true) {
            int from = below;
            List<BankFile> page = db.read(tx -> files.page(tx, kind, from, FILES_AT_A_TIME));
            for (BankFile file : page) {
                problems(file).forEach(detail -> found.add(new Violation(PROMISE, file.name() + ": " + detail)));
            }
            if (page.size() < FILES_AT_A_TIME) {
                return;
            }
            below = page.get(page.size() - 1).transmission();
        }
    }

    private List<String> problems(BankFile file) {
        List<String> problems = new ArrayList<>();
        MessageDigest digest = StoredBytes.sha256Digest();
        FileReport report = read(file, digest);
        if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
            problems.add("the stored bytes are not those that were made: their SHA-256 differs");
        }
        report.errors().forEach(error -> problems.add("line " + error.line() + ": " + error.detail()));
        if (report.start() == null || report.start().number() != file.transmission()) {
            problems.add("the file carries another transmission number than its row");
        }
        if (report.read().transactions() != file.claims()
                || report.read().totalOre() != file.total().value()) {
            problems.add("the file's count or sum is not that of its row");
        }
        FileChecks.Sum claims = db.read(tx -> checks.sum(tx, file));
        if (claims.count() != file.claims() || claims.ore() != file.total().value()) {
            problems.add("the claims' count or sum is not that of the file");
        }
        return problems;
    }

    private FileReport read(BankFile file, MessageDigest digest) {
        LocalDate madeOn = LocalDate.ofInstant(file.createdAt(), Oslo.ZONE);
        try (InputStream bytes = new DigestInputStream(FileChunks.read(db, file.id()), digest)) {
            FileReport report = new NetsFileReader(madeOn).check(bytes);
            bytes.skip(Long.MAX_VALUE);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
