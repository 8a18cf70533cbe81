package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.avtalegiro.internal.Explanation.Code;
import no.grend.avtalegiro.internal.Explanation.Past;
import no.grend.avtalegiro.internal.store.Answer;
import no.grend.avtalegiro.internal.store.AnswerStore;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.ClaimStore.Standing;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.DrainingStore;
import no.grend.avtalegiro.internal.store.DrainingStore.Draining;
import no.grend.avtalegiro.internal.store.FileStore;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.avtalegiro.internal.store.MandateStore;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.avtalegiro.internal.store.StandingStore.LeftOutBy;
import no.grend.avtalegiro.internal.store.StoppedStore;
import no.grend.avtalegiro.internal.store.StoppedStore.ClaimKey;
import no.grend.kernel.Oslo;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Status;
import no.grend.ledger.spi.Collector.Window;
import org.jdbi.v3.core.Handle;

/** Finds out of invoices why they are claimed or not, at most 1,000 at a time. Safe between threads. */
final class Explaining {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final Clock clock;
    private final Deadlines deadlines;
    private final ClaimStore claims = new ClaimStore();
    private final FileStore files = new FileStore();
    private final AnswerStore answers = new AnswerStore();
    private final StandingStore standing = new StandingStore();
    private final StoppedStore stopped = new StoppedStore();
    private final MandateStore mandates = new MandateStore(null);
    private final DrainingStore drainings = new DrainingStore();

    Explaining(Clock clock, Deadlines deadlines) {
        this.clock = clock;
        this.deadlines = deadlines;
    }

    /** In the order of the invoices. */
    List<Explanation> of(Handle tx, List<Invoice> invoices) {
        if (invoices.isEmpty()) {
            return List.of();
        }
        List<String> ids = invoices.stream().map(Invoice::id).toList();
        Map<String, List<Standing>> made = claims.of(tx, ids).stream()
                .collect(Collectors.groupingBy(one -> one.claim().invoiceId()));
        Set<String> fileIds = new HashSet<>();
        made.values()
                .forEach(all -> all.forEach(one -> {
                    fileIds.add(one.claim().fileId());
                    if (one.cancellationFileId() != null) {
                        fileIds.add(one.cancellationFileId());
                    }
                }));
        Map<String, BankFile> ofClaims = files.byIds(tx, fileIds);
        Map<Integer, Mandate> ofMembers = mandates.byMembers(
                tx, invoices.stream().map(Invoice::memberNumber).distinct().toList());
        Map<String, LeftOutBy> leftOut = standing.leftOut(tx, ids);
        Map<ClaimKey, String> failures = stopped.failures(tx, ids);
        List<Draining> drained = drainings.latest(tx);
        List<Explanation> all = new ArrayList<>();
        for (Invoice invoice : invoices) {
            List<Past> past = made.getOrDefault(invoice.id(), List.of()).stream()
                    .map(one -> past(tx, one, ofClaims, failures))
                    .toList();
            Known known = new Known(ofMembers.get(invoice.memberNumber()), leftOut.get(invoice.id()), drained);
            all.add(explain(invoice, past, known));
        }
        return all;
    }

    /**
     * What is known besides the invoice.
     *
     * @param mandate null when there never was one
     * @param leftOut null when no file left it out
     * @param drained when nothing was claimed, the latest first
     */
    private record Known(Mandate mandate, LeftOutBy leftOut, List<Draining> drained) {

        Optional<Draining> drainedNow() {
            return drained.stream().filter(one -> one.until() == null).findFirst();
        }

        Optional<Draining> drainedMeanwhile(Invoice invoice) {
            return drained.stream()
                    .filter(one -> one.touches(invoice.issuedOn(), invoice.dueDate()))
                    .findFirst();
        }
    }

    /** That nothing is claimed, in a sentence. */
    static String drained(Draining draining) {
        return "AvtaleGiro is being drained, since " + day(draining.from()) + ": no invoices are claimed.";
    }

    private Past past(Handle tx, Standing one, Map<String, BankFile> ofClaims, Map<ClaimKey, String> failures) {
        BankFile file = ofClaims.get(one.claim().fileId());
        BankFile cancellation = one.cancellationFileId() == null ? null : ofClaims.get(one.cancellationFileId());
        String says = one.state() == State.REJECTED
                ? answers.rejection(tx, file.id(), one.claim().place())
                        .map(Answer::words)
                        .orElse(null)
                : null;
        return new Past(
                file.id(),
                file.name(),
                file.createdAt(),
                one.claim().amount(),
                one.claim().dueDate(),
                one.state(),
                cancellation == null ? null : cancellation.name(),
                one.rejection(),
                says,
                failures.get(new ClaimKey(file.id(), one.claim().place())));
    }

    private Explanation explain(Invoice invoice, List<Past> past, Known known) {
        Past latest = past.isEmpty() ? null : past.get(past.size() - 1);
        if (latest != null && latest.state().lives()) {
            return claimed(invoice, past, latest);
        }
        if (invoice.status() == Status.CREDITED) {
            return told(invoice, past, Code.CREDITED, "The invoice is credited; there is nothing to claim.", null);
        }
        if (invoice.status() == Status.PAID) {
            return told(invoice, past, Code.PAID, "The invoice is settled without a claim by AvtaleGiro.", null);
        }
        if (latest != null) {
            return ended(invoice, past, latest, known);
        }
        return never(invoice, known);
    }

    private Explanation claimed(Invoice invoice, List<Past> past, Past latest) {
        String claimed = "Claimed by AvtaleGiro: kr " + latest.amount() + " on " + DAY.format(latest.dueDate())
                + ", in file " + latest.fileName() + " made on " + day(latest.createdAt())
                + (latest.failedCancellation() == null
                        ? ""
                        : ". It stands, because the bank rejected the cancellation in file "
                                + latest.failedCancellation());
        if (latest.state() == State.SETTLED) {
            return told(invoice, past, Code.SETTLED, claimed + ". The invoice is settled.", null);
        }
        if (latest.dueDate().isBefore(Oslo.today(clock))) {
            return told(
                    invoice,
                    past,
                    Code.UNPAID,
                    claimed + ". It is due and not paid. The bank's payment file does not say why; a rejection can be"
                            + " registered when the bank tells of one.",
                    "It is in the ordinary dunning routine.");
        }
        String stoppable = deadlines.isStoppable(latest.dueDate())
                ? "It can be stopped until " + Deadlines.words(deadlines.cancellation(latest.dueDate())) + "."
                : "It can no longer be stopped: the deadline was "
                        + Deadlines.words(deadlines.cancellation(latest.dueDate())) + ".";
        return told(invoice, past, Code.AWAITING, claimed + ".", stoppable);
    }

    private Explanation ended(Invoice invoice, List<Past> past, Past latest, Known known) {
        boolean mandated = known.mandate() != null && known.mandate().active();
        String next = mandated ? claimable(invoice, "anew", known) : "It is an ordinary invoice.";
        if (latest.state() == State.CANCELLED) {
            return told(
                    invoice,
                    past,
                    Code.CANCELLED,
                    "Not by AvtaleGiro because the claim in file " + latest.fileName() + " was cancelled by file "
                            + latest.cancellationFileName() + ".",
                    next);
        }
        return told(
                invoice,
                past,
                Code.REJECTED,
                "Not by AvtaleGiro because the bank rejected the claim in file " + latest.fileName() + ": "
                        + latest.rejection().words()
                        + (latest.bankSays() == null ? "" : " (" + latest.bankSays() + ")") + ".",
                next);
    }

    private Explanation never(Invoice invoice, Known known) {
        Mandate mandate = known.mandate();
        if (invoice.joining()) {
            return told(
                    invoice,
                    List.of(),
                    Code.JOINING,
                    "Not by AvtaleGiro because the invoice is paid on joining, and only renewals are collected by it.",
                    "It is an ordinary invoice.");
        }
        if (invoice.withoutMandate()) {
            return told(
                    invoice,
                    List.of(),
                    Code.OTHER_WAY,
                    "Not by AvtaleGiro because it was agreed that the invoice is paid in another way.",
                    "It is paid as was agreed.");
        }
        if (mandate == null) {
            return told(
                    invoice,
                    List.of(),
                    Code.NO_MANDATE,
                    "Not by AvtaleGiro because the member has no mandate.",
                    "It is an ordinary invoice.");
        }
        if (!mandate.active()) {
            return told(
                    invoice,
                    List.of(),
                    Code.MANDATE_ENDED,
                    "Not by AvtaleGiro because the mandate ended on " + DAY.format(mandate.endedOn()) + ".",
                    "It is an ordinary invoice.");
        }
        if (!invoice.kid().chars().allMatch(c -> c >= '0' && c <= '9')) {
            return told(
                    invoice,
                    List.of(),
                    Code.KID_NOT_DIGITS,
                    "Not by AvtaleGiro because the invoice's KID has a dash, and AvtaleGiro takes digits only.",
                    "It is an ordinary invoice.");
        }
        if (known.drainedNow().isPresent()) {
            return told(
                    invoice,
                    List.of(),
                    Code.DRAINED,
                    "Not by AvtaleGiro because " + drained(known.drainedNow().get()) + " " + mandated(mandate),
                    "It is an ordinary invoice.");
        }
        boolean inTime = deadlines.windows(invoice.dueDate()).stream().anyMatch(Window::possible);
        return told(
                invoice,
                List.of(),
                inTime ? Code.NOT_CLAIMED_YET : Code.TOO_LATE,
                because(invoice, known),
                claimable(invoice, "still", known));
    }

    private static String mandated(Mandate mandate) {
        return "The member has a mandate since " + DAY.format(mandate.since()) + ".";
    }

    private static String because(Invoice invoice, Known known) {
        String mandated = mandated(known.mandate());
        LeftOutBy leftOut = known.leftOut();
        if (leftOut == null) {
            String drained = known.drainedMeanwhile(invoice)
                    .map(one -> ": AvtaleGiro was drained from " + day(one.from()) + " to " + day(one.until()))
                    .orElse("");
            return "Not by AvtaleGiro because no claim file has been made for it" + drained + ". " + mandated;
        }
        return "Not by AvtaleGiro because file " + leftOut.fileName() + ", made on " + day(leftOut.madeAt())
                + ", left it out (" + leftOut.reason() + ") and no file was made later. " + mandated;
    }

    /** @param again {@code anew} or {@code still} */
    private String claimable(Invoice invoice, String again, Known known) {
        if (known.drainedNow().isPresent()) {
            return "It cannot be claimed now. " + drained(known.drainedNow().get()) + " It is an ordinary invoice.";
        }
        String ways = deadlines.windows(invoice.dueDate()).stream()
                .filter(Window::possible)
                .map(window -> Deadlines.words(window.notice()) + " until " + Deadlines.words(window.until()))
                .collect(Collectors.joining(", or "));
        return ways.isEmpty()
                ? "It is too late to claim it for this due date: it is an ordinary invoice."
                : "It can " + (again.equals("anew") ? "be claimed anew" : "still be claimed") + ": " + ways
                        + ". Until then it is an ordinary invoice.";
    }

    private static Explanation told(Invoice invoice, List<Past> past, Code code, String explanation, String next) {
        boolean claimed = code == Code.AWAITING || code == Code.UNPAID || code == Code.SETTLED;
        return new Explanation(
                invoice.id(),
                invoice.number(),
                invoice.memberNumber(),
                invoice.dueDate(),
                invoice.open(),
                claimed,
                code,
                explanation,
                next,
                past);
    }

    private static String day(Instant instant) {
        return DAY.format(LocalDate.ofInstant(instant, Oslo.ZONE));
    }
}
