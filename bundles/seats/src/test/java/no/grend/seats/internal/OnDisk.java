package no.grend.seats.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import no.grend.schema.Database;
import no.grend.schema.Database.Dialect;
import no.grend.schema.internal.ChangeLog;
import no.grend.schema.internal.JdbiDatabase;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database whose commits wait for the disk, or that another process made. */
final class OnDisk {

    private static final int CONNECTIONS = 20;

    private OnDisk() {}

    /** @param address a folder for Derby, made when it is not there; or PostgreSQL's */
    static Database open(String address) {
        boolean postgres = address.startsWith("jdbc:postgresql:");
        Dialect dialect = postgres ? Dialect.POSTGRESQL : Dialect.DERBY;
        HikariConfig config = new HikariConfig();
        config.setDataSource(postgres ? postgres(address) : derby(address));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        DataSource pool = new HikariDataSource(config);
        new ChangeLog("seats", OnDisk::file).runOn(pool, dialect);
        return new JdbiDatabase("seats", dialect, pool);
    }

    private static DataSource postgres(String address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address);
        source.setUser("postgres");
        return source;
    }

    private static DataSource derby(String folder) {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(folder);
        source.setCreateDatabase("create");
        return source;
    }

    /** The module's own files, and not those of others on the class path. */
    private static URL file(String path) {
        try {
            Path classes = Path.of(SeatService.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
            Path file = classes.resolve(path.startsWith("/") ? path.substring(1) : path);
            return Files.exists(file) ? file.toUri().toURL() : null;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
