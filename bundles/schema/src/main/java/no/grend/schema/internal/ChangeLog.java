package no.grend.schema.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.sql.DataSource;
import no.grend.kernel.Fault;
import no.grend.schema.Database.Dialect;

/**
 * A module's change log, and the one way to run it. Runs are one at a time in a process, and between processes on one
 * PostgreSQL.
 */
public final class ChangeLog {

    private static final Object ONE_AT_A_TIME = new Object();

    private final String module;
    private final ChangeLogFiles files;
    private final byte[] text;

    /**
     * Reads the change log.
     *
     * @param module names the tables' prefix, and tells this change log from the others in Liquibase's own table
     */
    public ChangeLog(String module, ChangeLogFiles files) {
        this.module = module;
        this.files = files;
        this.text = read(module, files.find(ChangeLogFiles.CHANGE_LOG));
    }

    /** SHA-256 of the change log, hexadecimal. A module keeps all its changes in the one file. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Brings the module's tables up to date; does nothing, quickly, when this very change log has run before.
     *
     * @return whether anything was run
     * @throws MigrationFailed with the reason, when a change cannot be made; earlier changes of the log stay
     */
    public boolean runOn(DataSource dataSource, Dialect dialect) {
        synchronized (ONE_AT_A_TIME) {
            try (Connection connection = dataSource.getConnection()) {
                ModuleTable modules = new ModuleTable(connection);
                if (fingerprint().equals(modules.fingerprintOf(module))) {
                    return false;
                }
                try (MigrationLock lock = new MigrationLock(connection, dialect)) {
                    lock.breakStale();
                    new LiquibaseRun(module, files).on(connection);
                    Fault.point("schema-before-done");
                    modules.put(module, fingerprint());
                }
                return true;
            } catch (SQLException e) {
                throw new MigrationFailed(module, e);
            }
        }
    }

    private static byte[] read(String module, URL file) {
        if (file == null) {
            throw new IllegalArgumentException("Module " + module + " has no " + ChangeLogFiles.CHANGE_LOG);
        }
        try (InputStream in = file.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the change log of " + module, e);
        }
    }
}
