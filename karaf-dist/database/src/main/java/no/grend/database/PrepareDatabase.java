package no.grend.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import no.grend.schema.Database.Dialect;
import no.grend.schema.internal.ChangeLog;
import no.grend.schema.internal.ChangeLogFiles;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * Runs the change log of every module in the distribution on a new Derby and packs that. A first start unpacks it instead of
 * making some hundred tables and indexes, which takes a third of the time to become ready.
 */
public final class PrepareDatabase {

    /** Derby says by this exception that a database was shut down in good order. */
    private static final String SHUT_DOWN = "08006";

    private PrepareDatabase() {}

    /** @param arguments the distribution's folder of bundles; a folder to work in; the file to write */
    public static void main(String... arguments) throws IOException, SQLException {
        Path bundles = Path.of(arguments[0]);
        Path work = Path.of(arguments[1]);
        Path zip = Path.of(arguments[2]);
        delete(work);
        Files.createDirectories(work);
        // As the running Grend has it: the page size of a table is decided when it is made.
        System.setProperty("derby.storage.pageSize", "8192");
        System.setProperty("derby.stream.error.file", work.resolve("derby.log").toString());
        Path database = work.resolve("derby");
        EmbeddedDataSource derby = new EmbeddedDataSource();
        derby.setDatabaseName(database.toString());
        derby.setCreateDatabase("create");
        int modules = migrate(derby, bundles);
        if (modules == 0) {
            throw new IllegalStateException("No bundle with a change log lies in " + bundles);
        }
        shutDown(database);
        pack(database, zip);
        System.out.println("Prepared the tables of " + modules + " modules");
    }

    private static int migrate(EmbeddedDataSource derby, Path bundles) throws IOException {
        int modules = 0;
        for (Path jar : jars(bundles)) {
            String module = moduleOf(jar);
            if (module != null) {
                new ChangeLog(module, filesOf(jar)).runOn(derby, Dialect.DERBY);
                modules++;
            }
        }
        return modules;
    }

    private static List<Path> jars(Path bundles) throws IOException {
        try (Stream<Path> files = Files.walk(bundles)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static String moduleOf(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue("Grend-Schema");
        }
    }

    private static ChangeLogFiles filesOf(Path jar) {
        return path -> {
            try (JarFile file = new JarFile(jar.toFile())) {
                return file.getEntry(path) == null
                        ? null
                        : URI.create("jar:" + jar.toUri() + "!/" + path).toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException("No file can be called " + path, e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static void shutDown(Path database) throws SQLException {
        EmbeddedDataSource derby = new EmbeddedDataSource();
        derby.setDatabaseName(database.toString());
        derby.setShutdownDatabase("shutdown");
        try {
            derby.getConnection().close();
        } catch (SQLException e) {
            if (!SHUT_DOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void pack(Path folder, Path zip) throws IOException {
        Files.createDirectories(zip.getParent());
        try (Stream<Path> files = Files.walk(folder);
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Path file : files.sorted().toList()) {
                String name = folder.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    // Derby wants its empty folders too.
                    if (!name.isEmpty()) {
                        out.putNextEntry(new ZipEntry(name + "/"));
                    }
                } else {
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
