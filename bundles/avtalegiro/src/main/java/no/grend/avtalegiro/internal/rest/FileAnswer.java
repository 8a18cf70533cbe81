package no.grend.avtalegiro.internal.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.internal.BankFiles.LeftOutInShort;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.LeftOut;
import no.grend.kernel.Ore;

/**
 * A file as staff see it.
 *
 * @param claims how many claims, or cancellations
 * @param skipped the first invoices left out with reasons; null in lists
 * @param skippedCount how many were left out in all; the rest under {@code /skipped}
 * @param skippedByReason how many for each reason, by its code; null in lists
 * @param warnings what to know before sending it
 */
public record FileAnswer(
        String id,
        String name,
        String transmissionNumber,
        String assignmentNumber,
        LocalDate dueDate,
        String notice,
        String run,
        String cancelsClaimFileId,
        int claims,
        Ore total,
        Instant createdAt,
        long size,
        String sha256,
        List<Skipped> skipped,
        int skippedCount,
        Map<String, Integer> skippedByReason,
        List<String> warnings) {

    /** An invoice left out. */
    public record Skipped(String invoiceId, String code, String reason) {

        static Skipped of(LeftOut one) {
            return new Skipped(one.invoiceId(), one.code(), one.reason());
        }
    }

    /** @param leftOut null in lists */
    static FileAnswer of(BankFile file, LeftOutInShort leftOut) {
        return new FileAnswer(
                file.id(),
                file.name(),
                file.transmissionNumber(),
                file.assignmentNumber(),
                file.dueDate(),
                file.notice() == null ? null : file.notice().name(),
                file.run(),
                file.reverses(),
                file.claims(),
                file.total(),
                file.createdAt(),
                file.size(),
                file.sha256(),
                leftOut == null
                        ? null
                        : leftOut.first().stream().map(Skipped::of).toList(),
                file.leftOut(),
                leftOut == null ? null : leftOut.byReason(),
                file.warning() == null ? List.of() : List.of(file.warning()));
    }

    /** With one more thing to know. */
    FileAnswer warned(String warning) {
        List<String> all = new ArrayList<>(warnings);
        all.add(warning);
        return new FileAnswer(
                id,
                name,
                transmissionNumber,
                assignmentNumber,
                dueDate,
                notice,
                run,
                cancelsClaimFileId,
                claims,
                total,
                createdAt,
                size,
                sha256,
                skipped,
                skippedCount,
                skippedByReason,
                List.copyOf(all));
    }
}
