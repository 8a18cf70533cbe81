package no.grend.schema;

import java.math.BigDecimal;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What a query found, as plain values that can be written down anywhere: texts, whole numbers and booleans; days and instants
 * as ISO texts. The columns are known even when there are no rows. Immutable.
 *
 * @param columns their names in lower case
 * @param rows each with a value, maybe null, for every column
 */
public record PlainRows(List<String> columns, List<Map<String, Object>> rows) {

    public PlainRows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Runs a query on what belongs to a contact.
     *
     * @param sql with {@code :contact} wherever the contact's id belongs; selects no bytes
     */
    public static PlainRows of(Handle tx, String sql, String contactId) {
        return tx.createQuery(sql).bind("contact", contactId).scanResultSet((found, context) -> {
            try (context) {
                return read(found.get(), context);
            }
        });
    }

    /** The same with a column's texts made readable, as when they are encrypted; null stays null. */
    public PlainRows with(String column, UnaryOperator<String> clear) {
        return new PlainRows(
                columns,
                rows.stream()
                        .map(row -> {
                            Map<String, Object> changed = new LinkedHashMap<>(row);
                            changed.computeIfPresent(column, (name, value) -> clear.apply(value.toString()));
                            return Collections.unmodifiableMap(changed);
                        })
                        .toList());
    }

    /** Both, one after the other; for a table that a contact stands in in two ways. */
    public PlainRows and(PlainRows others) {
        if (!Set.copyOf(columns).equals(Set.copyOf(others.columns))) {
            throw new IllegalArgumentException("Other columns: " + columns + " and " + others.columns);
        }
        List<Map<String, Object>> all = new ArrayList<>(rows);
        all.addAll(others.rows);
        return new PlainRows(columns, all);
    }

    private static PlainRows read(ResultSet found, StatementContext context) throws SQLException {
        ResultSetMetaData shape = found.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= shape.getColumnCount(); i++) {
            columns.add(shape.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        while (found.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.size(); i++) {
                row.put(columns.get(i - 1), plain(found, i, context));
            }
            rows.add(Collections.unmodifiableMap(row));
        }
        return new PlainRows(columns, rows);
    }

    private static Object plain(ResultSet found, int column, StatementContext context) throws SQLException {
        Object value = found.getObject(column);
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof BigDecimal fraction && fraction.scale() > 0) {
            return fraction.toPlainString();
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof Date day) {
            return day.toLocalDate().toString();
        }
        if (value instanceof Timestamp) {
            return instant(found, column, context).toString();
        }
        if (value instanceof Clob text) {
            return text.getSubString(1, (int) text.length());
        }
        throw new IllegalArgumentException("A " + value.getClass().getSimpleName() + " is no plain value");
    }

    /** UTC, as the door to the database stores it. */
    private static Instant instant(ResultSet found, int column, StatementContext context) throws SQLException {
        return context.findColumnMapperFor(Instant.class)
                .orElseThrow(() -> new IllegalStateException("The database door reads instants"))
                .map(found, column, context);
    }
}
