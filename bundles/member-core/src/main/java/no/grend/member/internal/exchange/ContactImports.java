package no.grend.member.internal.exchange;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.FormulaGuard;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Problem;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.ImportTable;
import no.grend.member.internal.store.ImportTable.Fate;
import no.grend.member.internal.store.ImportTable.StoredImport;
import no.grend.member.internal.store.ImportTable.StoredRow;
import org.jdbi.v3.core.Handle;

/**
 * Takes in CSV files of contacts and tells what became of each row. Rows lie encrypted until they are registered, and are
 * kept after that only when a person must mend them. Safe between threads.
 */
public final class ContactImports {

    private static final int LARGEST_FILE = 20 * 1024 * 1024;
    private static final int LARGEST_ROW = 8000;
    private static final int AT_ONCE = 1000;

    private final MemberCore core;
    private final Ids ids;

    public ContactImports(MemberCore core) {
        this.core = core;
        this.ids = new Ids(core.clock());
    }

    /**
     * An import as it stands.
     *
     * @param mapping column to field; columns that are left out are missing
     */
    public record Report(
            String id, boolean dryRun, List<String> columns, Map<String, String> mapping, Map<Fate, Long> rows) {}

    /**
     * Stores a file for import.
     *
     * @param mapping column to field name; null to guess by the headers
     * @param dryRun only tell what would become of each row
     */
    public Report receive(Actor actor, byte[] file, Map<String, String> mapping, boolean dryRun, IdempotencyKey key) {
        actor.require(Permission.MEMBER_WRITE);
        if (file == null || file.length == 0) {
            throw Problem.invalid(null, "FILE_EMPTY", "The file is empty.");
        }
        if (file.length > LARGEST_FILE) {
            throw new Problem(
                    Problem.Kind.TOO_LARGE, "FILE_TOO_LARGE", "A file may have 20 MiB; divide it.", List.of());
        }
        CsvText csv = CsvText.of(file);
        List<String> fields = fields(csv.columns(), mapping);
        String id = core.db().inTransaction(tx -> {
            Optional<StoredImport> earlier =
                    key == null ? Optional.empty() : ImportTable.byIdempotencyKey(tx, key.key());
            if (earlier.isPresent()) {
                key.requireSame(earlier.get().fingerprint());
                return earlier.get().id();
            }
            return store(tx, actor, file, csv, fields, dryRun, key);
        });
        return report(actor, id);
    }

    private String store(
            Handle tx, Actor actor, byte[] file, CsvText csv, List<String> fields, boolean dryRun, IdempotencyKey key) {
        String id = ids.next();
        StoredImport stored = new StoredImport(
                id,
                sha256(file),
                dryRun,
                String.join("\n", csv.columns()),
                String.join("\n", fields),
                core.clock().instant(),
                actor.id(),
                key == null ? null : key.fingerprint());
        ImportTable.insert(tx, stored, key == null ? null : key.key());
        List<StoredRow> waiting = new ArrayList<>();
        csv.rows((line, row) -> {
            waiting.add(new StoredRow(line, seal(id, line, row), Fate.WAITING, null));
            if (waiting.size() == AT_ONCE) {
                ImportTable.insertRows(tx, id, waiting);
                waiting.clear();
            }
        });
        if (!waiting.isEmpty()) {
            ImportTable.insertRows(tx, id, waiting);
        }
        core.audit()
                .record(tx, Audit.Entry.of(actor.id(), dryRun ? "IMPORT_REHEARSED" : "IMPORT_BEGUN", "import:" + id));
        return id;
    }

    private String seal(String importId, int line, List<String> row) {
        StringWriter text = new StringWriter();
        write(text, ',', csv -> csv.writeRecord(row));
        if (text.toString().length() > LARGEST_ROW) {
            throw new Problem(
                    Problem.Kind.RULE_BROKEN,
                    "ROW_TOO_LONG",
                    "Line " + line + " is too long; nothing was taken in.",
                    List.of(Problem.Detail.line(line, "ROW_TOO_LONG", "A row may have 8,000 characters.")));
        }
        return core.vault().seal(text.toString(), row(importId, line));
    }

    /** A row's fields as they were uploaded. */
    List<String> fields(String importId, StoredRow row) {
        String text = core.vault().open(row.content(), row(importId, row.number()));
        try (var reader = CsvReader.builder().ofCsvRecord(text)) {
            return reader.stream().findFirst().orElseThrow().getFields();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(String importId, int line) {
        return "import:" + importId + ":" + line;
    }

    /** The field name for each column, blank where it is left out. */
    private static List<String> fields(List<String> columns, Map<String, String> mapping) {
        Map<String, String> chosen = mapping == null
                ? ImportField.guess(columns).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().json()))
                : mapping;
        for (Map.Entry<String, String> entry : chosen.entrySet()) {
            if (!columns.contains(entry.getKey())) {
                throw Problem.invalid(
                        "/map", "COLUMN_UNKNOWN", "The mapping names a column that the file does not have.");
            }
            if (ImportField.named(entry.getValue()).isEmpty()) {
                throw Problem.invalid("/map", "FIELD_UNKNOWN", "The mapping names a field that does not exist.");
            }
        }
        if (chosen.values().stream().distinct().count() != chosen.size()) {
            throw Problem.invalid("/map", "FIELD_TWICE", "The mapping gives one field two columns.");
        }
        if (chosen.values().stream()
                .noneMatch(f -> f.equals("name") || f.equals("givenName") || f.equals("familyName"))) {
            throw Problem.rule(
                    "/map",
                    "NAME_NOT_MAPPED",
                    "No column holds a name; map one with map=<column>:name and send again.");
        }
        return columns.stream().map(c -> chosen.getOrDefault(c, "")).toList();
    }

    /** The fields in the order of the columns, null where a column is left out. */
    static List<ImportField> mapping(StoredImport stored) {
        List<ImportField> mapping = new ArrayList<>();
        for (String name : stored.mapping().split("\n", -1)) {
            mapping.add(ImportField.named(name).orElse(null));
        }
        return mapping;
    }

    /** Where an import stands. */
    public Report report(Actor actor, String id) {
        actor.require(Permission.MEMBER_WRITE);
        return core.db().read(tx -> {
            StoredImport stored = required(tx, id);
            List<String> columns = List.of(stored.columns().split("\n", -1));
            List<ImportField> fields = mapping(stored);
            Map<String, String> mapping = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                if (fields.get(i) != null) {
                    mapping.put(columns.get(i), fields.get(i).json());
                }
            }
            return new Report(id, stored.dryRun(), columns, mapping, ImportTable.counts(tx, id));
        });
    }

    static StoredImport required(Handle tx, String id) {
        return ImportTable.byId(tx, id).orElseThrow(() -> Problem.notFound("There is no such import."));
    }

    /** The rows that were refused, as they came, with a last column «feil» that says why; to be mended and sent again. */
    public String errorsAsCsv(Actor actor, String id) {
        actor.require(Permission.MEMBER_WRITE);
        StoredImport stored = core.db().read(tx -> required(tx, id));
        StringWriter text = new StringWriter();
        text.write('\ufeff');
        write(text, ';', csv -> errors(csv, stored));
        core.audit().record(Audit.Entry.of(actor.id(), "IMPORT_ERRORS_READ", "import:" + id));
        return text.toString();
    }

    private void errors(CsvWriter csv, StoredImport stored) {
        List<String> headers = new ArrayList<>(List.of(stored.columns().split("\n", -1)));
        int columns = headers.size();
        headers.add("feil");
        csv.writeRecord(headers);
        int after = 0;
        List<StoredRow> rows;
        do {
            int from = after;
            rows = core.db().read(tx -> ImportTable.rows(tx, stored.id(), Fate.ERROR, from, AT_ONCE));
            for (StoredRow row : rows) {
                List<String> fields = new ArrayList<>(fields(stored.id(), row));
                fields.replaceAll(field -> FormulaGuard.on(FormulaGuard.off(field)));
                while (fields.size() < columns) {
                    fields.add("");
                }
                fields.add(columns, row.explanation());
                csv.writeRecord(fields);
                after = row.number();
            }
        } while (rows.size() == AT_ONCE);
    }

    /** Closes the CSV writer, which keeps a buffer of its own. */
    private static void write(StringWriter text, char separator, Consumer<CsvWriter> rows) {
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(separator).build(text)) {
            rows.accept(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
