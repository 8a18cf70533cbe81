package no.grend.member.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The days that move on many memberships at once: until when they are invoiced, and until when paid. On PostgreSQL many go by
 * one statement, since a journey for each costs more than the row. Stateless; every call works in the caller's transaction.
 */
public final class MembershipDays {

    private static final String INVOICED = """
            UPDATE member_membership SET invoiced_until = :until, next_from = :next, invoiced_from = :from
            WHERE id = :id AND version = :version AND (invoiced_until IS NULL OR invoiced_until < :until)""";

    private static final String INVOICED_TOGETHER = """
            UPDATE member_membership m SET invoiced_until = step.until_on, next_from = step.next_on,
              invoiced_from = step.from_on
            FROM unnest(?, ?, ?, ?, ?) AS step (id, version, until_on, next_on, from_on)
            WHERE m.id = step.id AND m.version = step.version AND (m.invoiced_until IS NULL OR m.invoiced_until < step.until_on)""";

    private static final String PAID = "UPDATE member_membership SET paid_until = :until WHERE id = :id";

    private static final String PAID_TOGETHER = """
            UPDATE member_membership m SET paid_until = step.until_on
            FROM unnest(?, ?) AS step (id, until_on) WHERE m.id = step.id""";

    private MembershipDays() {}

    /**
     * How far a membership is now invoiced.
     *
     * @param version at which it was looked at
     * @param from the first day of the last period
     * @param nextFrom null when nothing more shall be
     */
    public record Invoiced(String id, int version, LocalDate from, LocalDate until, LocalDate nextFrom) {}

    /**
     * Moves forward only, so running it again is harmless. One that was changed meanwhile, as by a freeze, is let be: the next
     * run finds its invoice and tells it again. @return how many moved
     */
    public static int invoiced(Handle tx, Dialect dialect, List<Invoiced> steps) {
        if (steps.isEmpty()) {
            return 0;
        }
        if (dialect == Dialect.POSTGRESQL) {
            return together(
                    tx,
                    INVOICED_TOGETHER,
                    steps.stream().map(Invoiced::id),
                    steps.stream().map(Invoiced::version),
                    steps.stream().map(Invoiced::until),
                    steps.stream().map(Invoiced::nextFrom),
                    steps.stream().map(Invoiced::from));
        }
        PreparedBatch batch = tx.prepareBatch(INVOICED);
        steps.forEach(step -> batch.bind("id", step.id())
                .bind("version", step.version())
                .bind("from", step.from())
                .bind("until", step.until())
                .bind("next", step.nextFrom())
                .add());
        return Arrays.stream(batch.execute()).sum();
    }

    /** Sets how far memberships are paid, by id; null where nothing is paid. */
    public static void paid(Handle tx, Dialect dialect, Map<String, LocalDate> paidUntil) {
        if (paidUntil.isEmpty()) {
            return;
        }
        if (dialect == Dialect.POSTGRESQL) {
            together(tx, PAID_TOGETHER, paidUntil.keySet().stream(), paidUntil.values().stream());
            return;
        }
        PreparedBatch batch = tx.prepareBatch(PAID);
        paidUntil.forEach((id, until) ->
                batch.bindByType("until", until, LocalDate.class).bind("id", id).add());
        batch.execute();
    }

    @SafeVarargs
    private static int together(Handle tx, String sql, Stream<String> ids, Stream<?>... columns) {
        Connection connection = tx.getConnection();
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, connection.createArrayOf("varchar", ids.toArray()));
            for (int i = 0; i < columns.length; i++) {
                Object[] values = columns[i].toArray();
                boolean whole = values.length > 0 && values[0] instanceof Integer;
                update.setArray(
                        i + 2, connection.createArrayOf(whole ? "integer" : "date", whole ? values : days(values)));
            }
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The register's database refused", e);
        }
    }

    private static Object[] days(Object[] days) {
        return Arrays.stream(days)
                .map(day -> day == null ? null : day.toString())
                .toArray();
    }
}
