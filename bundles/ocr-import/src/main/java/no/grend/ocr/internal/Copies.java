package no.grend.ocr.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.kernel.Oslo;
import no.grend.ledger.Ledger;
import no.grend.ledger.Receipt;
import no.grend.ocr.internal.store.FileRow;
import no.grend.ocr.internal.store.FileStore;
import no.grend.ocr.internal.store.LineRow;

/** Posts a payment that looked like a copy, after a person has said that it is none. */
final class Copies {

    private final FileStore files;
    private final Ledger ledger;
    private final Clock clock;

    Copies(FileStore files, Ledger ledger, Clock clock) {
        this.files = files;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Posts the payment under a key of its own, without KID, so that the person decides where it goes. Harmless when it was
     * done before.
     *
     * @return the key
     */
    String post(Actor actor, LineRow line) {
        FileRow file = files.byId(line.fileId()).orElseThrow();
        Receipt copy = receipt(file, line);
        String key = "ocr:" + file.sha256().substring(0, 32) + ":" + line.line();
        Receipt own = new Receipt(
                key,
                copy.channel(),
                null,
                copy.amount(),
                copy.settledOn(),
                copy.orderedOn(),
                copy.debitAccount(),
                copy.bankReference(),
                copy.kid() == null ? null : "KID " + copy.kid());
        ledger.post(
                actor, "ocr:" + file.sha256() + ":" + line.line(), List.of(own).iterator(), posted -> {});
        return key;
    }

    private Receipt receipt(FileRow file, LineRow line) {
        Path bytes = UploadedFile.temporary();
        try {
            files.restore(file.id(), bytes);
            List<Receipt> found = new ArrayList<>();
            try (PaymentStream stream =
                    new PaymentStream(bytes, file.format(), Oslo.today(clock), new Repeats(), Holds.NONE)) {
                while (found.isEmpty() && stream.hasNext()) {
                    PaymentStream.Item item = stream.next();
                    if (item.line() == line.line()) {
                        found.add(item.receipt());
                    }
                }
            }
            return found.get(0);
        } finally {
            UploadedFile.discard(bytes);
        }
    }
}
