package no.grend.schema;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * PostgreSQL's {@code COPY … FROM STDIN} for one table: rows as lines of text in one go. The driver lies within the bundle
 * that serves that database and nobody else sees its classes, so its published methods are called by name.
 */
final class CopyIn {

    private static final String NULL = "\\N";
    private static final int CHARACTERS_OF_ROW = 200;

    private final Object manager;
    private final Method copyIn;
    private final String sql;
    private Object lastTime;
    private String lastText;

    private CopyIn(Object manager, Method copyIn, String sql) {
        this.manager = manager;
        this.copyIn = copyIn;
        this.sql = sql;
    }

    /** Only where {@link #isPossible}. @param insert {@code INSERT INTO table (columns) VALUES (?, …)} */
    static CopyIn of(Connection connection, String insert) {
        try {
            Object manager = api(connection).invoke(connection.unwrap(Connection.class));
            Method copyIn = manager.getClass().getMethod("copyIn", String.class, InputStream.class);
            String into = insert.substring("INSERT INTO".length(), insert.indexOf("VALUES"));
            return new CopyIn(manager, copyIn, "COPY" + into + "FROM STDIN");
        } catch (SQLException | ReflectiveOperationException e) {
            throw new IllegalStateException("PostgreSQL's driver is not as expected", e);
        }
    }

    /** Whether the connection is one to PostgreSQL. */
    static boolean isPossible(Connection connection) throws SQLException {
        return api(connection) != null;
    }

    private static Method api(Connection connection) throws SQLException {
        try {
            return connection.unwrap(Connection.class).getClass().getMethod("getCopyAPI");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Sends so many rows, which lie one after another in the values. */
    void send(Object[] values, int rows, int columns) throws SQLException {
        StringBuilder lines = new StringBuilder(rows * CHARACTERS_OF_ROW);
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (column > 0) {
                    lines.append('\t');
                }
                write(lines, values[at++]);
            }
            lines.append('\n');
        }
        call(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void call(byte[] lines) throws SQLException {
        try {
            copyIn.invoke(manager, sql, new ByteArrayInputStream(lines));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new SQLException("COPY failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("PostgreSQL's driver is not as expected", e);
        }
    }

    private void write(StringBuilder lines, Object value) {
        if (value == null) {
            lines.append(NULL);
        } else if (value instanceof Long number) {
            lines.append(number.longValue());
        } else if (value instanceof String text) {
            writeText(lines, text);
        } else {
            lines.append(time(value));
        }
    }

    /** Days and instants of rows that come together are mostly the same. */
    private String time(Object value) {
        if (!value.equals(lastTime)) {
            lastTime = value;
            lastText = value instanceof Instant instant
                    ? LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC)
                            .toString()
                    : value instanceof LocalDate day ? day.toString() : value.toString();
        }
        return lastText;
    }

    private static void writeText(StringBuilder lines, String text) {
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            String escaped = escaped(text.charAt(at));
            if (escaped != null) {
                lines.append(text, from, at).append(escaped);
                from = at + 1;
            }
        }
        lines.append(text, from, text.length());
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> null;
        };
    }
}
