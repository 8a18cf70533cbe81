package no.grend.ocr.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.audit.Audit;
import no.grend.kernel.Lately;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import no.grend.licence.Licence;
import no.grend.ocr.internal.store.FileRow;
import no.grend.ocr.internal.store.FileStore;
import no.grend.ocr.internal.store.LineRow.Status;
import no.grend.ocr.internal.store.LineStore;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The bank's files in numbers: when the last one came, what is half done, and what a person must look at. */
@Component(service = Meters.class)
public final class BankFileMeters implements Meters {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final List<Status> OPEN = List.of(Status.UNMATCHED, Status.OVERPAID, Status.SUSPECTED_COPY);

    private final FileStore files;
    private final LineStore lines;
    private final Lately<List<Meter>> meters = new Lately<>(FRESH, this::read);

    @Activate
    public BankFileMeters(
            @Reference(target = "(feature=grend-ocr-import)") Licence licence,
            @Reference(target = "(module=ocr)") Database database,
            @Reference Audit audit,
            @Reference Clock clock) {
        this(new FileStore(database, audit, clock), new LineStore(database, audit));
    }

    BankFileMeters(FileStore files, LineStore lines) {
        this.files = files;
        this.lines = lines;
    }

    @Override
    public List<Meter> meters() {
        return meters.get();
    }

    private List<Meter> read() {
        Map<String, Long> open = new LinkedHashMap<>();
        OPEN.forEach(status -> open.put(status.name().toLowerCase(Locale.ROOT), lines.count(status)));
        List<FileRow> newest = files.newest(null, 1);
        return List.of(
                Meter.gauge(
                        "grend_bank_lines_open",
                        "Payments from the bank that a person must look at: no invoice found, more paid than asked for, or"
                                + " perhaps a copy.",
                        "status",
                        open),
                Meter.gauge(
                        "grend_bank_files_unfinished",
                        "Bank files whose payments are not in the ledger yet.",
                        files.unfinished().size()),
                Meter.gauge(
                        "grend_bank_file_last_received_timestamp_seconds",
                        "When the last bank file came, in seconds since 1970; 0 before the first.",
                        newest.isEmpty() ? 0 : newest.get(0).receivedAt().getEpochSecond()));
    }
}
