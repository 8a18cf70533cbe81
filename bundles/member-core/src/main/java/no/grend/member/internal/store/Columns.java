package no.grend.member.internal.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads the column types that rows share, alike on both databases. */
final class Columns {

    private Columns() {}

    /** Null when the column is. */
    static LocalDate date(ResultSet row, String column) throws SQLException {
        Date value = row.getDate(column);
        return value == null ? null : value.toLocalDate();
    }

    /** Null when the column is. */
    static Ore ore(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Ore.of(value);
    }

    /** Null when the column is. UTC, as the door to the database stores it. */
    static Instant instant(ResultSet row, String column, StatementContext context) throws SQLException {
        var mapper = context.findColumnMapperFor(Instant.class)
                .orElseThrow(() -> new IllegalStateException("The database door reads instants"));
        return mapper.map(row, column, context);
    }
}
