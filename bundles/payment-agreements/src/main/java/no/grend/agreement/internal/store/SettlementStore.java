package no.grend.agreement.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.Settlement;
import no.grend.agreement.spi.SettlementReports.Kind;
import no.grend.agreement.spi.SettlementReports.Line;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Settlements as providers told them; never changed. Every method works in the caller's transaction; safe between threads. */
public final class SettlementStore {

    /** Later than every day. */
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private static final String PAGE = """
            SELECT * FROM agreement_settlement
            WHERE settled_on < :day OR (settled_on = :day AND provider > :provider)
            ORDER BY settled_on DESC, provider FETCH FIRST :limit ROWS ONLY""";

    private static final String PAGE_OF = """
            SELECT * FROM agreement_settlement WHERE provider = :of AND settled_on < :day
            ORDER BY settled_on DESC FETCH FIRST :limit ROWS ONLY""";

    /** The totals of a day. */
    public record Totals(Ore gross, Ore refunds, Ore fees, Ore payouts, Ore other) {

        public static Totals of(List<Line> lines) {
            return new Totals(
                    sum(lines, Kind.PAYMENT),
                    sum(lines, Kind.REFUND),
                    sum(lines, Kind.FEE),
                    sum(lines, Kind.PAYOUT),
                    sum(lines, Kind.OTHER));
        }

        private static Ore sum(List<Line> lines, Kind kind) {
            return lines.stream()
                    .filter(line -> line.kind() == kind)
                    .map(Line::amount)
                    .reduce(Ore.ZERO, Ore::plus);
        }

        /** By which what the provider owes has changed. */
        public Ore change() {
            return gross.plus(refunds).plus(fees).plus(payouts).plus(other);
        }
    }

    /** The last day that a provider has told; empty when it has told none. */
    public Optional<LocalDate> last(Handle tx, String provider) {
        return tx.createQuery("SELECT MAX(settled_on) FROM agreement_settlement WHERE provider = :provider")
                .bind("provider", provider)
                .mapTo(LocalDate.class)
                .findOne();
    }

    /** The first day that a provider has told. */
    public LocalDate first(Handle tx, String provider) {
        return tx.createQuery("SELECT MIN(settled_on) FROM agreement_settlement WHERE provider = :provider")
                .bind("provider", provider)
                .mapTo(LocalDate.class)
                .one();
    }

    /** What a provider owes after all that it has told. */
    public Ore owed(Handle tx, String provider) {
        return Ore.of(
                tx.createQuery("""
                        SELECT COALESCE(SUM(gross + refunds + fees + payouts + other), 0) FROM agreement_settlement
                        WHERE provider = :provider""").bind("provider", provider).mapTo(Long.class).one());
    }

    public void insert(
            Handle tx,
            String provider,
            LocalDate day,
            Totals totals,
            Ore owed,
            int matched,
            int differing,
            Instant now) {
        tx.createUpdate("""
                        INSERT INTO agreement_settlement (provider, settled_on, gross, refunds, fees, payouts, other, owed, matched,
                          differing, fetched_at)
                        VALUES (:provider, :day, :gross, :refunds, :fees, :payouts, :other, :owed, :matched, :differing, :now)""")
                .bind("provider", provider)
                .bind("day", day)
                .bindMethods(totals)
                .bind("owed", owed)
                .bind("matched", matched)
                .bind("differing", differing)
                .bind("now", now)
                .execute();
    }

    /** @param matched whether it is what Grend has: then no other line may be of the same payment */
    public void insertLine(Handle tx, String provider, LocalDate day, int place, Line line, boolean matched) {
        boolean payment = matched && line.kind() == Kind.PAYMENT;
        tx.createUpdate("""
                        INSERT INTO agreement_settlement_line (provider, settled_on, place, kind, reference, payment_id, amount,
                          matched, paid_key)
                        VALUES (:provider, :day, :place, :kind, :reference, :payment, :amount, :matched, :paid)""")
                .bind("provider", provider)
                .bind("day", day)
                .bind("place", place)
                .bind("kind", line.kind().name())
                .bind("reference", line.reference())
                .bind("payment", line.paymentId())
                .bind("amount", line.amount())
                .bind("matched", matched ? 1 : 0)
                .bind("paid", payment ? line.paymentId() : null)
                .execute();
    }

    /** Whether a payment is in a settlement already. */
    public boolean isSettled(Handle tx, String paymentId) {
        return tx.createQuery("SELECT COUNT(*) FROM agreement_settlement_line WHERE paid_key = :payment")
                        .bind("payment", paymentId)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** What settlements say was given back of a payment; not more than nothing. */
    public Ore refunded(Handle tx, String paymentId) {
        return Ore.of(
                tx.createQuery("""
                        SELECT COALESCE(SUM(amount), 0) FROM agreement_settlement_line
                        WHERE payment_id = :payment AND kind = 'REFUND'""").bind("payment", paymentId).mapTo(Long.class).one());
    }

    /** Paid between two days, the first counted in, and in no settlement. */
    public List<String> missing(Handle tx, String provider, LocalDate from, LocalDate before, int limit) {
        return tx.createQuery("""
                        SELECT p.id FROM agreement_payment p
                        WHERE p.provider = :provider AND p.state = 'SETTLED' AND p.paid_on >= :from AND p.paid_on < :before
                          AND NOT EXISTS (SELECT 1 FROM agreement_settlement_line l WHERE l.paid_key = p.id)
                          AND NOT EXISTS (SELECT 1 FROM agreement_trouble t WHERE t.payment_id = p.id AND t.kind IN ('NOT_IN_SETTLEMENT', 'SETTLEMENT_DIFFERS'))
                        ORDER BY p.id FETCH FIRST :limit ROWS ONLY""")
                .bind("provider", provider)
                .bind("from", from)
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** When a provider was first paid by; empty when it never was. */
    public Optional<LocalDate> firstPaid(Handle tx, String provider) {
        return tx.createQuery(
                        "SELECT MIN(paid_on) FROM agreement_payment WHERE provider = :provider AND state = 'SETTLED'")
                .bind("provider", provider)
                .mapTo(LocalDate.class)
                .findOne();
    }

    /** The latest first. @param provider null for all @param cursor {@code <day>/<provider>} from the page before; null */
    public List<Settlement> page(Handle tx, String provider, LocalDate day, String after, int limit) {
        var query = tx.createQuery(provider == null ? PAGE : PAGE_OF)
                .bind("day", day == null ? LAST : day)
                .bind("limit", limit);
        return (provider == null ? query.bind("provider", after == null ? "" : after) : query.bind("of", provider))
                .map(row -> settlement(row, List.of()))
                .list();
    }

    public Optional<Settlement> of(Handle tx, String provider, LocalDate day) {
        List<Settlement.SettlementLine> lines = tx.createQuery("""
                        SELECT * FROM agreement_settlement_line
                        WHERE provider = :provider AND settled_on = :day ORDER BY place""")
                .bind("provider", provider)
                .bind("day", day)
                .map(SettlementStore::line)
                .list();
        return tx.createQuery("SELECT * FROM agreement_settlement WHERE provider = :provider AND settled_on = :day")
                .bind("provider", provider)
                .bind("day", day)
                .map(row -> settlement(row, lines))
                .findOne();
    }

    /** Settlements whose totals are not the sums of their lines. */
    public List<String> astray(Handle tx, int limit) {
        return tx.createQuery("""
                        SELECT s.provider || ' ' || CAST(s.settled_on AS CHAR(10)) FROM agreement_settlement s
                        LEFT JOIN agreement_settlement_line l ON l.provider = s.provider AND l.settled_on = s.settled_on
                        GROUP BY s.provider, s.settled_on, s.gross, s.refunds, s.fees, s.payouts, s.other
                        HAVING s.gross + s.refunds + s.fees + s.payouts + s.other <> COALESCE(SUM(l.amount), 0)
                        FETCH FIRST :limit ROWS ONLY""").bind("limit", limit).mapTo(String.class).list();
    }

    private static Settlement settlement(RowView row, List<Settlement.SettlementLine> lines) {
        return new Settlement(
                row.getColumn("provider", String.class),
                row.getColumn("settled_on", LocalDate.class),
                row.getColumn("gross", Ore.class),
                row.getColumn("refunds", Ore.class),
                row.getColumn("fees", Ore.class),
                row.getColumn("payouts", Ore.class),
                row.getColumn("other", Ore.class),
                row.getColumn("owed", Ore.class),
                row.getColumn("matched", Integer.class),
                row.getColumn("differing", Integer.class),
                row.getColumn("fetched_at", Instant.class),
                lines);
    }

    private static Settlement.SettlementLine line(RowView row) {
        return new Settlement.SettlementLine(
                row.getColumn("place", Integer.class),
                row.getColumn("kind", String.class),
                row.getColumn("reference", String.class),
                row.getColumn("payment_id", String.class),
                row.getColumn("amount", Ore.class),
                row.getColumn("matched", Integer.class) == 1);
    }
}
