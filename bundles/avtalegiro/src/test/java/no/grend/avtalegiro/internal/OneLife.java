package no.grend.avtalegiro.internal;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.schema.Database;
import no.grend.schema.Database.Dialect;
import no.grend.schema.internal.ChangeLog;
import no.grend.schema.internal.JdbiDatabase;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One life of the product, for {@link CrashTest}: opens the database, collects the run and writes down what there is. With
 * {@code grend.fault} it dies on the way.
 */
final class OneLife {

    private OneLife() {}

    public static void main(String[] arguments) throws Exception {
        House house = new House(open(arguments[0]));
        house.mandates.receive(
                House.TREASURER,
                "ocr:setup:1",
                LocalDate.of(2026, 11, 1),
                List.of(record(house, 1), record(house, 2), record(house, 3)));
        for (int member = 1; member <= 4; member++) {
            house.ledger.open(member, 1000L + member, House.DUE, "run", 50_000);
        }
        String id = house.claimFiles.collect(House.TREASURER, "run", House.DUE, Notice.BANK);
        String again = house.claimFiles.collect(House.TREASURER, "run", House.DUE, Notice.BANK);
        List<BankFile> files =
                house.files.files(House.TREASURER, Kind.CLAIMS, null, null).items();
        BankFile file = files.get(0);
        Files.writeString(
                Path.of(arguments[1]),
                file.name() + " " + file.claims() + " claims, " + files.size() + " file, again the same "
                        + again.equals(id) + ", violations " + new AvtaleGiroVerification(house.db, null).verify());
    }

    private static FboRecord record(House house, int member) {
        return new FboRecord(member, 1, house.ledger.referenceKid(member), true);
    }

    private static Database open(String address) {
        boolean postgres = address.startsWith("jdbc:postgresql:");
        Dialect dialect = postgres ? Dialect.POSTGRESQL : Dialect.DERBY;
        DataSource source = postgres ? postgres(address) : derby(address);
        new ChangeLog("avtalegiro", OneLife::file).runOn(source, dialect);
        return new JdbiDatabase("avtalegiro", dialect, source);
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
            Path classes = Path.of(Mandates.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
            return classes.resolve(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
