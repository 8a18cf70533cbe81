package no.grend.ocr.internal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import no.grend.identity.Actor;
import no.grend.ledger.Ledger;
import no.grend.ledger.Receipt;
import no.grend.ocr.internal.store.FileRow;
import no.grend.ocr.internal.store.FileRow.Days;
import no.grend.ocr.internal.store.FileRow.Format;
import no.grend.ocr.internal.store.FileStore;

/**
 * Finds the payments of a file that an earlier file of the other format has told of, so that none counts twice (P1): with
 * OCR giro and camt.054 both ordered, each KID payment comes in each (bank-files 11).
 *
 * <p>They are the same payment for sure when amount, KID and archive reference agree. When amount and KID agree, the days are
 * near and the payer's accounts do not contradict each other, they look the same, and a person decides. A file is only
 * compared with those that became safe before it, so of two that come at once one is posted, and the answer is the same
 * however often it is asked for. Costs nothing while one format is used; else memory for the camt.054 payments compared.
 */
final class BothFormats {

    /** Settlement in one format and booking in the other may have a holiday between them. */
    private static final int DAYS_APART = 5;

    private final FileStore files;
    private final Ledger ledger;
    private final LocalDate today;

    BothFormats(FileStore files, Ledger ledger, LocalDate today) {
        this.files = files;
        this.ledger = ledger;
        this.today = today;
    }

    /** What two formats tell alike. */
    private record Fingerprint(String kid, long ore) {

        static Fingerprint of(Receipt receipt) {
            return new Fingerprint(receipt.kid(), receipt.amount().value());
        }
    }

    /** A payment and the file that told of it. */
    private record Told(FileRow file, PaymentStream.Item item) {}

    /** A payment of the file at hand and its other self. */
    private record Pair(Told own, Told other, boolean sure) {}

    /**
     * What to hold of a file.
     *
     * @param bytes of the file
     * @param repeats of the file
     */
    Holds compare(Actor actor, FileRow file, Path bytes, Repeats repeats) {
        if (file.days() == null) {
            return Holds.NONE;
        }
        Days near = new Days(
                file.days().first().minusDays(DAYS_APART), file.days().last().plusDays(DAYS_APART));
        List<FileRow> others = files.before(file, file.format().other(), near);
        if (others.isEmpty()) {
            return Holds.NONE;
        }
        Map<Long, Hold> holds = new HashMap<>();
        for (Pair pair : pairs(file, bytes, repeats, others)) {
            Hold hold = hold(actor, pair);
            if (hold != null) {
                holds.put(pair.own().item().line(), hold);
            }
        }
        return new Holds(holds);
    }

    private List<Pair> pairs(FileRow file, Path bytes, Repeats repeats, List<FileRow> others) {
        Matching matching = new Matching();
        if (file.format() == Format.CAMT054) {
            each(file, bytes, repeats, matching::remember);
            others.forEach(other -> each(other, told -> matching.match(told, false)));
        } else {
            others.forEach(other -> each(other, matching::remember));
            each(file, bytes, repeats, told -> matching.match(told, true));
        }
        return matching.pairs;
    }

    /** Null when it is not to be held: then the ledger has it by its own name, and says so. */
    private Hold hold(Actor actor, Pair pair) {
        String key = pair.own().item().receipt().sourceKey();
        if (ledger.payment(actor, key).isPresent()) {
            return null;
        }
        boolean known =
                pair.sure() || files.isQueuedWithAnother(pair.own().file().id(), key);
        return known ? Hold.SURELY_THE_SAME : new Hold(why(pair.other()));
    }

    private static String why(Told other) {
        boolean ocr = other.file().format() == Format.OCR;
        return "Seen in " + (ocr ? "OCR" : "camt.054") + " file " + other.file().id() + " («"
                + other.file().name() + "»), " + (ocr ? "line " : "payment ")
                + other.item().line() + ", with the same KID and amount on "
                + other.item().receipt().settledOn()
                + ". A bank from which both formats are ordered tells of each payment twice, so it was not posted again."
                + " Compare with the account statement: set it aside if it is the same payment, else place it.";
    }

    private void each(FileRow file, Consumer<Told> each) {
        Path bytes = UploadedFile.temporary();
        try {
            files.restore(file.id(), bytes);
            each(file, bytes, new FileCheck(today, null, null).check(bytes).repeats(), each);
        } finally {
            UploadedFile.discard(bytes);
        }
    }

    private void each(FileRow file, Path bytes, Repeats repeats, Consumer<Told> each) {
        try (PaymentStream stream = new PaymentStream(bytes, file.format(), today, repeats, Holds.NONE)) {
            while (stream.hasNext()) {
                PaymentStream.Item item = stream.next();
                if (item.receipt().kid() != null) {
                    each.accept(new Told(file, item));
                }
            }
        }
    }

    /** Pairs each payment with at most one of the other format, so that two like ones stay two. */
    private static final class Matching {

        private final Map<Fingerprint, List<Told>> camt = new HashMap<>();
        private final Set<String> remembered = new HashSet<>();
        private final Set<String> matched = new HashSet<>();
        private final List<Pair> pairs = new ArrayList<>();

        /** A payment of camt.054, once in however many copies it comes. */
        void remember(Told told) {
            Receipt receipt = told.item().receipt();
            if (remembered.add(receipt.sourceKey())) {
                camt.computeIfAbsent(Fingerprint.of(receipt), key -> new ArrayList<>())
                        .add(told);
            }
        }

        /** A payment of OCR giro. @param own whether it is of the file at hand */
        void match(Told ocr, boolean own) {
            Receipt receipt = ocr.item().receipt();
            List<Told> candidates = camt.getOrDefault(Fingerprint.of(receipt), List.of());
            Told found = best(candidates, receipt);
            if (found == null || !matched.add(receipt.sourceKey())) {
                return;
            }
            candidates.remove(found);
            boolean sure = found.item().camt().bearsReference(receipt.bankReference());
            pairs.add(own ? new Pair(ocr, found, sure) : new Pair(found, ocr, sure));
        }

        private static Told best(List<Told> candidates, Receipt ocr) {
            Told best = null;
            for (Told candidate : candidates) {
                if (isNear(candidate.item().receipt(), ocr)) {
                    if (candidate.item().camt().bearsReference(ocr.bankReference())) {
                        return candidate;
                    }
                    best = best == null ? candidate : best;
                }
            }
            return best;
        }

        private static boolean isNear(Receipt camt, Receipt ocr) {
            long apart = Math.abs(ChronoUnit.DAYS.between(camt.settledOn(), ocr.settledOn()));
            boolean samePayer = camt.debitAccount() == null
                    || ocr.debitAccount() == null
                    || Objects.equals(camt.debitAccount(), ocr.debitAccount());
            return apart <= DAYS_APART && samePayer;
        }
    }
}
