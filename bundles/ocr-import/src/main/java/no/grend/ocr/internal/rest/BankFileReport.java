package no.grend.ocr.internal.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Count;
import no.grend.kernel.Ore;
import no.grend.ocr.internal.store.FileRow;

/**
 * What a bank file brought, as the contract has it.
 *
 * @param payments types 10-17; of camt.054 those booked for us
 * @param information types 18-21, and of camt.054 what is not booked and own money that went out: told of and not posted
 * @param suspectedCopies those of {@code posted.already} that wait for a person
 */
public record BankFileReport(
        String id,
        String sha256,
        FileRow.Format format,
        boolean duplicate,
        String name,
        FileRow.State state,
        Instant receivedAt,
        LocalDate madeOn,
        long records,
        Total payments,
        Total information,
        PostedView posted,
        long suspectedCopies,
        MandatesView mandates,
        List<String> warnings) {

    /** So many, so much. */
    public record Total(long count, Ore total) {}

    /** What became of the payments. */
    public record PostedView(long matched, long unmatched, long overpaid, long already) {}

    /** What the mandate records did. @param waiting records that wait until AvtaleGiro is there */
    public record MandatesView(
            @JsonProperty("new") long created, long changed, long deleted, long unknown, long waiting) {}

    static BankFileReport of(FileRow file, boolean duplicate) {
        FileRow.Outcomes outcomes = file.outcomes();
        FileRow.Mandates mandates = file.mandates();
        return new BankFileReport(
                file.id(),
                file.sha256(),
                file.format(),
                duplicate,
                file.name(),
                file.state(),
                file.receivedAt(),
                file.madeOn(),
                file.records(),
                new Total(file.payments().count(), file.payments().total()),
                new Total(file.information().count(), file.information().total()),
                new PostedView(outcomes.matched(), outcomes.unmatched(), outcomes.overpaid(), outcomes.already()),
                outcomes.copies(),
                new MandatesView(
                        mandates.created(),
                        mandates.changed(),
                        mandates.deleted(),
                        mandates.unknown(),
                        file.mandatesWaiting() ? file.fboRecords() : 0),
                warnings(file));
    }

    private static List<String> warnings(FileRow file) {
        List<String> warnings = new ArrayList<>(file.warnings());
        if (file.mandatesWaiting()) {
            warnings.add(Count.of(file.fboRecords(), "mandate record waits", "mandate records wait")
                    + " until the AvtaleGiro module is there.");
        }
        return warnings;
    }
}
