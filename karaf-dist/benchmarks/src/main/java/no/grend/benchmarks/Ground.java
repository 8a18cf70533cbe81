package no.grend.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.grend.harness.Grend;

/**
 * An organisation on one kind of database, whose data can be put aside while nothing runs and taken out again: what is dear
 * to prepare is prepared once, and each run begins with the very same data.
 *
 * <p>What is put aside lies in the build folder until that is cleaned. Not safe between threads.
 */
final class Ground implements AutoCloseable {

    private static final Path KEPT = Path.of(System.getProperty("grend.kept"));

    /** What of a data folder belongs to one start, and not to the organisation. */
    private static final List<String> OF_THE_START = List.of("karaf", "log", "etc", "printed.txt", "ready.nanos");

    private final String database;
    private final Path data;
    private final EmbeddedPostgres postgres;
    private Grend grend;

    private Ground(String database, EmbeddedPostgres postgres) throws IOException {
        this.database = database;
        this.postgres = postgres;
        this.data = Files.createTempDirectory("grend-ground");
    }

    /** @param database {@code derby} or {@code postgresql} */
    static Ground on(String database) throws IOException, SQLException {
        Files.createDirectories(KEPT);
        System.setProperty("derby.stream.error.file", KEPT.resolve("derby.log").toString());
        Ground ground = new Ground(database, database.equals("derby") ? null : server());
        if (ground.postgres != null) {
            // What a run that was cut off left behind belongs to a data folder that is gone.
            ground.drop("present");
        }
        return ground;
    }

    /** Set up as docs/operating/databases.md advises for a large register; product and yardstick share it. */
    private static EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "4GB")
                .setDataDirectory(KEPT.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .start();
    }

    String database() {
        return database;
    }

    /** Where files that belong to what is put aside may lie. */
    static Path file(String name) {
        return KEPT.resolve(name);
    }

    /** Starts the product on the present data; an empty organisation when there are none. */
    Grend start() throws SQLException {
        Map<String, String> settings =
                new HashMap<>(Map.of("GREND_DEMO", "off", "GREND_CLOCK", "2026-12-01T09:00:00Z"));
        settings.put("GREND_SIZE", System.getenv().getOrDefault("GREND_SIZE", "large"));
        if (postgres != null) {
            if (!exists("present")) {
                sql("postgres", "CREATE DATABASE present");
            }
            settings.put("GREND_DATABASE_URL", postgres.getJdbcUrl("postgres", "present"));
            settings.put("GREND_DATABASE_USER", "postgres");
        }
        grend = Grend.start(data, settings);
        return grend;
    }

    /** Stops the product in good order. */
    void stop() {
        if (grend != null) {
            grend.close();
            grend = null;
        }
    }

    /** Whether something was put aside under this name, now or by an earlier invocation. */
    boolean has(String name) {
        return Files.isDirectory(folder(name));
    }

    /** Puts the present data aside. */
    void keep(String name) throws IOException, SQLException {
        Path unfinished = folder(name + ".unfinished");
        discard(unfinished);
        copy(data, unfinished);
        if (postgres != null) {
            drop(inDatabase(name));
            sql("postgres", "CREATE DATABASE " + inDatabase(name) + " TEMPLATE present STRATEGY FILE_COPY");
        }
        Files.move(unfinished, folder(name));
    }

    /** Takes out what was put aside, in place of the present data. */
    void restore(String name) throws IOException, SQLException {
        try (Stream<Path> present = Files.list(data)) {
            for (Path one : present.filter(Ground::isOfTheOrganisation).toList()) {
                discard(one);
            }
        }
        copy(folder(name), data);
        if (postgres != null) {
            drop("present");
            sql("postgres", "CREATE DATABASE present TEMPLATE " + inDatabase(name) + " STRATEGY FILE_COPY");
        }
    }

    /** A connection to what was put aside, or to an empty database of this kind; the product is not running. */
    Connection open(String name) throws IOException, SQLException {
        if (postgres != null) {
            if (!exists(inDatabase(name))) {
                sql("postgres", "CREATE DATABASE " + inDatabase(name));
            }
            return DriverManager.getConnection(
                    postgres.getJdbcUrl("postgres", inDatabase(name)) + "&reWriteBatchedInserts=true");
        }
        Path folder = has(name) ? folder(name).resolve("derby") : folder(name + ".bare");
        return DriverManager.getConnection("jdbc:derby:" + folder + ";create=true");
    }

    /** Closes what {@link #open} opened, and throws a bare database away. */
    void close(Connection connection, String name) throws IOException, SQLException {
        connection.close();
        if (postgres == null) {
            Path folder = has(name) ? folder(name).resolve("derby") : folder(name + ".bare");
            try {
                DriverManager.getConnection("jdbc:derby:" + folder + ";shutdown=true");
            } catch (SQLException shutDown) {
                if (!"08006".equals(shutDown.getSQLState())) {
                    throw shutDown;
                }
            }
            discard(folder(name + ".bare"));
        } else if (!has(name)) {
            drop(inDatabase(name));
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        discard(data);
        if (postgres != null) {
            postgres.close();
        }
    }

    private Path folder(String name) {
        return KEPT.resolve(database + "-" + name);
    }

    private static String inDatabase(String name) {
        return "kept_" + name.replace('-', '_');
    }

    private boolean exists(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            return statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")
                    .next();
        }
    }

    private void drop(String name) throws SQLException {
        sql("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private void sql(String in, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", in));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean isOfTheOrganisation(Path file) {
        return !OF_THE_START.contains(file.getFileName().toString());
    }

    private static void discard(Path folder) throws IOException {
        if (Files.exists(folder)) {
            Starts.delete(folder);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(file);
                if (isOfTheOrganisation(relative.getName(0))) {
                    Path target = to.resolve(relative);
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
