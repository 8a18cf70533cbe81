package no.grend.avtalegiro.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.avtalegiro.internal.store.MandateStore;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.ledger.Invoice;
import org.jdbi.v3.core.Handle;

/**
 * Decides for each open invoice whether it is claimed, a thousand at a time; memory does not grow with the run. Lives for
 * one transaction.
 */
final class ClaimSelection {

    /** Why an invoice is left out. */
    enum Reason {
        /** Paid on joining, before there can be a mandate; only renewals are claimed (S4-07). */
        JOINING,
        /** Its payer pays it in another way that was agreed, such as by a standing agreement of their own. */
        OTHER_WAY,
        NO_MANDATE,
        MANDATE_ENDED,
        NOTHING_OWED,
        ALREADY_CLAIMED,
        KID_NOT_DIGITS
    }

    private final Handle tx;
    private final Shipment shipment;
    private final MandateStore mandates;
    private final ClaimStore claims;
    private final Notices notices;
    private final StandingStore standingClaims = new StandingStore();
    private final Instant today;
    private final boolean anyCancelledToday;
    private int wantingNotice;
    private int cancelledToday;
    private final List<Invoice> waiting = new ArrayList<>(Batches.SIZE);

    /** @param notices who tells the payers; null when their banks do @param today when it began */
    ClaimSelection(
            Handle tx, Shipment shipment, MandateStore mandates, ClaimStore claims, Notices notices, Instant today) {
        this.tx = tx;
        this.shipment = shipment;
        this.mandates = mandates;
        this.claims = claims;
        this.notices = notices;
        this.today = today;
        this.anyCancelledToday = standingClaims.anyCancellationSince(tx, today);
    }

    void offer(Invoice invoice) {
        waiting.add(invoice);
        if (waiting.size() == Batches.SIZE) {
            decide();
        }
    }

    /** Decides the last ones. */
    void finish() {
        if (!waiting.isEmpty()) {
            decide();
        }
    }

    /** How many of those claimed want to be told beforehand. */
    int wantingNotice() {
        return wantingNotice;
    }

    /** How many of those claimed had a claim that was cancelled today. */
    int cancelledToday() {
        return cancelledToday;
    }

    private void decide() {
        Map<Integer, Mandate> standing = mandates.byMembers(
                tx, waiting.stream().map(Invoice::memberNumber).distinct().toList());
        Set<String> live = claims.live(tx, waiting.stream().map(Invoice::id).toList());
        List<ClaimRow> rows = new ArrayList<>();
        List<ClaimRow> telling = new ArrayList<>();
        for (Invoice invoice : waiting) {
            Mandate mandate = standing.get(invoice.memberNumber());
            Reason reason = reason(invoice, mandate, live);
            if (reason == null) {
                ClaimRow row = claim(invoice);
                rows.add(row);
                if (mandate.writtenNotice()) {
                    telling.add(row);
                }
            } else {
                shipment.leaveOut(invoice, reason.name(), words(reason, mandate));
            }
        }
        wantingNotice += telling.size();
        if (anyCancelledToday && !rows.isEmpty()) {
            cancelledToday += standingClaims.cancelledSince(
                    tx, rows.stream().map(ClaimRow::invoiceId).toList(), today);
        }
        claims.insert(tx, rows);
        if (notices != null) {
            notices.decide(tx, telling);
        }
        shipment.flush();
        waiting.clear();
    }

    private static Reason reason(Invoice invoice, Mandate mandate, Set<String> live) {
        if (live.contains(invoice.id())) {
            return Reason.ALREADY_CLAIMED;
        }
        if (invoice.joining()) {
            return Reason.JOINING;
        }
        if (invoice.withoutMandate()) {
            return Reason.OTHER_WAY;
        }
        if (mandate == null) {
            return Reason.NO_MANDATE;
        }
        if (!mandate.active()) {
            return Reason.MANDATE_ENDED;
        }
        if (!invoice.open().isPositive()) {
            return Reason.NOTHING_OWED;
        }
        return invoice.kid().chars().allMatch(c -> c >= '0' && c <= '9') ? null : Reason.KID_NOT_DIGITS;
    }

    private static String words(Reason reason, Mandate mandate) {
        return switch (reason) {
            case JOINING -> "The invoice is paid on joining, and only renewals go by AvtaleGiro: an ordinary invoice.";
            case OTHER_WAY -> "It was agreed with the payer that the invoice is paid in another way than AvtaleGiro.";
            case NO_MANDATE -> "The member has no AvtaleGiro mandate: an ordinary invoice.";
            case MANDATE_ENDED ->
                "The member's AvtaleGiro mandate ended on " + mandate.endedOn() + ": an ordinary invoice.";
            case NOTHING_OWED -> "Nothing is owed on the invoice.";
            case ALREADY_CLAIMED -> "The invoice stands in a live claim already; cancel that one first.";
            case KID_NOT_DIGITS -> "The invoice's KID has a dash, and AvtaleGiro takes digits only.";
        };
    }

    private ClaimRow claim(Invoice invoice) {
        ClaimRow row = new ClaimRow(
                shipment.fileId(),
                shipment.nextPlace(),
                invoice.id(),
                invoice.number(),
                invoice.memberNumber(),
                invoice.kid(),
                invoice.open(),
                invoice.dueDate(),
                ClaimText.shortName(invoice),
                ClaimText.reference(invoice),
                invoice.run());
        shipment.claim(row, invoice);
        return row;
    }
}
