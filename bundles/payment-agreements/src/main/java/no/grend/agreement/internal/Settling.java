package no.grend.agreement.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.internal.store.SettlementStore;
import no.grend.agreement.internal.store.SettlementStore.Totals;
import no.grend.agreement.spi.SettlementReports;
import no.grend.agreement.spi.SettlementReports.Line;
import no.grend.agreement.spi.SettlementReports.Report;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import org.jdbi.v3.core.Handle;

/**
 * Fetches a provider's settlements, one day after the other, and compares each line with what was paid, to the øre. A payment is
 * settled by one line and no more; what does not fit is shown to a person, and so is what should have been settled and was not.
 * Safe between threads and nodes: a day is written down once.
 */
final class Settling {

    static final String UNKNOWN = "SETTLEMENT_UNKNOWN";
    static final String DIFFERS = "SETTLEMENT_DIFFERS";
    static final String TWICE = "SETTLED_TWICE";
    static final String NOT_OURS = "REFUND_NOT_OURS";
    static final String DISPUTED = "SETTLEMENT_DISPUTE";
    static final String MISSING = "NOT_IN_SETTLEMENT";

    /** So many days back it looks at first, and so many days a payment may be under way to its settlement. */
    private static final int FURTHEST_DAYS = 60;

    private static final int PATIENCE_DAYS = 5;
    private static final int MOST_MISSING = 100;
    private static final int LONGEST_REFERENCE = 100;

    private final Tables tables;
    private final SettlementStore settlements = new SettlementStore();

    Settling(Tables tables) {
        this.tables = tables;
    }

    SettlementStore settlements() {
        return settlements;
    }

    /** Something that does not fit. @param payment null when it belongs to none */
    private record Difference(PaymentRow payment, String kind, String detail) {}

    /**
     * Fetches the next day, if it is ready.
     *
     * @return whether there may be more
     */
    boolean next(String provider, SettlementReports service) {
        Optional<LocalDate> day = tables.db.read(tx -> nextDay(tx, provider));
        if (day.isEmpty() || !day.get().isBefore(Oslo.today(tables.clock))) {
            return false;
        }
        Optional<Report> report = service.report(day.get());
        if (report.isEmpty()) {
            return false;
        }
        report.get().lines().forEach(Settling::requireSound);
        return tables.db.inTransaction(
                tx -> write(tx, provider, day.get(), report.get().lines()));
    }

    private Optional<LocalDate> nextDay(Handle tx, String provider) {
        Optional<LocalDate> last = settlements.last(tx, provider);
        LocalDate furthest = Oslo.today(tables.clock).minusDays(FURTHEST_DAYS);
        return last.isPresent()
                ? last.map(day -> day.plusDays(1))
                : settlements.firstPaid(tx, provider).map(day -> day.isBefore(furthest) ? furthest : day);
    }

    private static void requireSound(Line line) {
        boolean named = line.reference() != null
                && !line.reference().isBlank()
                && line.reference().length() <= LONGEST_REFERENCE;
        if (!named || line.kind() == null || line.amount() == null) {
            throw new IllegalStateException("A line of a settlement lacks its reference, its kind or its amount");
        }
    }

    /** The key of the day makes the second of two nodes fail. @return false when another was first */
    private boolean write(Handle tx, String provider, LocalDate day, List<Line> lines) {
        if (!nextDay(tx, provider).filter(day::equals).isPresent()) {
            return false;
        }
        Totals totals = Totals.of(lines);
        Ore owed = settlements.owed(tx, provider).plus(totals.change());
        int place = 0;
        int matched = 0;
        int differing = 0;
        for (Line line : lines) {
            place++;
            Optional<Difference> difference = compare(tx, provider, day, line);
            boolean compared =
                    line.kind() == SettlementReports.Kind.PAYMENT || line.kind() == SettlementReports.Kind.REFUND;
            matched += compared && difference.isEmpty() ? 1 : 0;
            differing += difference.isPresent() ? 1 : 0;
            settlements.insertLine(tx, provider, day, place, line, difference.isEmpty());
            if (difference.isPresent()) {
                raise(tx, difference.get(), provider + ":" + day + ":" + place);
            }
        }
        settlements.insert(tx, provider, day, totals, owed, matched, differing, tables.now());
        missing(tx, provider, day);
        return true;
    }

    private Optional<Difference> compare(Handle tx, String provider, LocalDate day, Line line) {
        PaymentRow payment = line.paymentId() == null
                ? null
                : tables.payments
                        .byId(tx, line.paymentId())
                        .filter(row -> row.provider().equals(provider))
                        .orElse(null);
        return switch (line.kind()) {
            case PAYMENT -> payment(tx, provider, day, line, payment);
            case REFUND -> refund(tx, provider, day, line, payment);
            case FEE, PAYOUT -> Optional.empty();
            case OTHER ->
                payment == null
                        ? Optional.empty()
                        : Optional.of(new Difference(
                                payment,
                                DISPUTED,
                                provider + " changed what it owes by " + line.amount() + " on " + day + " ("
                                        + line.reference()
                                        + ") for the sake of this payment, as when a payer disputes it. Look there."));
        };
    }

    private Optional<Difference> payment(Handle tx, String provider, LocalDate day, Line line, PaymentRow payment) {
        String settled = provider + " settled " + line.amount() + " on " + day + " (" + line.reference() + ")";
        if (payment == null) {
            return Optional.of(new Difference(
                    null,
                    UNKNOWN,
                    settled + " for a payment that Grend does not have, as when it was made in their portal."));
        }
        if (payment.state() != State.SETTLED) {
            tables.payments.askSoon(tx, provider, payment.id(), tables.now());
            return Optional.of(new Difference(
                    payment,
                    DIFFERS,
                    settled + ", and here the payment is " + payment.state() + ". It is asked about."));
        }
        if (!payment.paid().equals(line.amount())) {
            return Optional.of(
                    new Difference(payment, DIFFERS, settled + ", and what was paid is " + payment.paid() + "."));
        }
        if (settlements.isSettled(tx, payment.id())) {
            return Optional.of(new Difference(payment, TWICE, settled + ", and has settled this payment before."));
        }
        tables.troubles.closeOf(
                tx,
                payment.id(),
                MISSING,
                tables.now(),
                "provider:" + provider,
                "It is in the settlement of " + day + ".");
        return Optional.empty();
    }

    private Optional<Difference> refund(Handle tx, String provider, LocalDate day, Line line, PaymentRow payment) {
        String told = provider + " gave back " + line.amount().negate() + " on " + day + " (" + line.reference() + ")";
        if (payment == null) {
            return Optional.of(new Difference(null, UNKNOWN, told + " of a payment that Grend does not have."));
        }
        Ore all = settlements.refunded(tx, payment.id()).plus(line.amount()).negate();
        return all.compareTo(payment.refunding()) > 0
                ? Optional.of(new Difference(
                        payment,
                        NOT_OURS,
                        told + ", in all " + all + ", and Grend has given back " + payment.refunding()
                                + " of it. Register what was done in their portal."))
                : Optional.empty();
    }

    private void raise(Handle tx, Difference difference, String line) {
        PaymentRow payment = difference.payment();
        tables.troubles.raise(
                tx,
                tables.ids.next(),
                payment == null ? null : payment.id(),
                payment == null ? line : payment.id(),
                difference.kind(),
                Tables.cut(difference.detail()),
                tables.now());
    }

    /** What was paid so long before that it should be in a settlement by now. */
    private void missing(Handle tx, String provider, LocalDate day) {
        LocalDate first = settlements.first(tx, provider);
        for (String id : settlements.missing(tx, provider, first, day.minusDays(PATIENCE_DAYS), MOST_MISSING)) {
            tables.payments
                    .byId(tx, id)
                    .ifPresent(payment -> raise(
                            tx,
                            new Difference(
                                    payment,
                                    MISSING,
                                    "Paid on " + payment.paidOn() + ", and in no settlement of " + provider + " up to "
                                            + day + ". Ask them where the money is."),
                            null));
        }
    }
}
