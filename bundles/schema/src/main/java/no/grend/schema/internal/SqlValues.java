package no.grend.schema.internal;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Locale;
import java.util.TimeZone;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * How Grend's values travel to and from SQL, alike on both databases: money as whole øre, instants as UTC in microseconds
 * whatever the process's own time zone is.
 */
final class SqlValues {

    /** Shorter than the words before the first value; Jdbi fails on less than two. */
    private static final int NO_VALUE_FITS = 5;

    private SqlValues() {}

    static void teach(Jdbi jdbi) {
        jdbi.registerArgument(new OreArgument());
        jdbi.registerArgument(new InstantArgument());
        jdbi.registerArgument(new LocalDateTimeArgument());
        jdbi.registerColumnMapper(Ore.class, ore());
        jdbi.registerColumnMapper(Instant.class, instant());
        jdbi.registerColumnMapper(LocalDateTime.class, localDateTime());
        // Derby refuses a null of no type, but finds the type itself here; PostgreSQL takes both.
        jdbi.getConfig(Arguments.class)
                .setUntypedNullArgument((position, statement, context) -> statement.setObject(position, null));
        // The usual message tells the bound values, which may be personal.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        // So may those in a recording of Java's Flight Recorder, of which Jdbi makes an event each statement.
        jdbi.getConfig(SqlStatements.class).setJfrParamMaxLength(NO_VALUE_FITS);
    }

    private static ColumnMapper<Ore> ore() {
        return (row, column, context) -> {
            long value = row.getLong(column);
            return row.wasNull() ? null : Ore.of(value);
        };
    }

    private static ColumnMapper<Instant> instant() {
        return (row, column, context) -> {
            Timestamp value = row.getTimestamp(column, utc());
            return value == null ? null : value.toInstant();
        };
    }

    private static ColumnMapper<LocalDateTime> localDateTime() {
        return (row, column, context) -> {
            Timestamp value = row.getTimestamp(column, utc());
            return value == null ? null : LocalDateTime.ofInstant(value.toInstant(), ZoneOffset.UTC);
        };
    }

    /** A calendar is not safe between threads, and drivers change it. */
    private static Calendar utc() {
        return Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
    }

    private static Argument timestamp(Instant value) {
        // PostgreSQL keeps microseconds and Derby nanoseconds: what is read back must be the same on both.
        Timestamp timestamp = Timestamp.from(value.truncatedTo(ChronoUnit.MICROS));
        return (position, statement, context) -> statement.setTimestamp(position, timestamp, utc());
    }

    private static final class OreArgument extends AbstractArgumentFactory<Ore> {

        OreArgument() {
            super(Types.BIGINT);
        }

        @Override
        protected Argument build(Ore value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setLong(position, value.value());
        }
    }

    private static final class InstantArgument extends AbstractArgumentFactory<Instant> {

        InstantArgument() {
            super(Types.TIMESTAMP);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return timestamp(value);
        }
    }

    private static final class LocalDateTimeArgument extends AbstractArgumentFactory<LocalDateTime> {

        LocalDateTimeArgument() {
            super(Types.TIMESTAMP);
        }

        @Override
        protected Argument build(LocalDateTime value, ConfigRegistry config) {
            return timestamp(value.toInstant(ZoneOffset.UTC));
        }
    }
}
