package no.grend.member.internal.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.job.JobHandler;
import no.grend.kernel.Fault;
import no.grend.kernel.Problem;
import no.grend.member.internal.Intake;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.ImportTable;
import no.grend.member.internal.store.ImportTable.Fate;
import no.grend.member.internal.store.ImportTable.StoredImport;
import no.grend.member.internal.store.ImportTable.StoredRow;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the rows of an import. Each row has its own fate, written in the transaction that registers it; a run after a
 * crash goes on with the rows that have none.
 */
@Component(service = JobHandler.class)
public final class ContactImportHandler implements JobHandler {

    /** The parameter that names the import. */
    public static final String IMPORT = "import";

    static final String KIND = "contact-import";

    private static final Logger LOG = LoggerFactory.getLogger(ContactImportHandler.class);
    private static final int AT_ONCE = 500;
    private static final int LONGEST_EXPLANATION = 1000;

    private final MemberCore core;
    private final ContactImports imports;

    @Activate
    public ContactImportHandler(@Reference MemberCore core) {
        this.core = core;
        this.imports = new ContactImports(core);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(Run run) {
        String id = run.parameters().get(IMPORT);
        StoredImport stored = core.db().read(tx -> ContactImports.required(tx, id));
        Map<Fate, Long> before = core.db().read(tx -> ImportTable.counts(tx, id));
        long total = before.values().stream().mapToLong(Long::longValue).sum();
        long done = total - before.get(Fate.WAITING);
        ImportedRows registration = new ImportedRows(core, run.actor(), stored);
        List<StoredRow> rows;
        int after = 0;
        do {
            int from = after;
            rows = core.db().read(tx -> ImportTable.rows(tx, id, Fate.WAITING, from, AT_ONCE));
            settle(registration, stored, rows);
            Fault.point("member-after-import-rows");
            after = rows.isEmpty() ? after : rows.get(rows.size() - 1).number();
            done += rows.size();
            run.progress(done, total);
        } while (rows.size() == AT_ONCE);
        return result(id, stored);
    }

    private Map<String, Object> result(String id, StoredImport stored) {
        Map<Fate, Long> counts = core.db().read(tx -> ImportTable.counts(tx, id));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("importId", id);
        result.put("dryRun", stored.dryRun());
        result.put("registered", counts.get(Fate.DONE));
        result.put("already", counts.get(Fate.ALREADY));
        result.put("errors", counts.get(Fate.ERROR));
        return result;
    }

    /** Many rows in one transaction, because a commit costs more than a row; one by one when that fails. */
    private void settle(ImportedRows registration, StoredImport stored, List<StoredRow> rows) {
        try {
            core.db().useTransaction(tx -> settleIn(tx, registration, stored, rows));
        } catch (RuntimeException together) {
            LOG.debug("Import {}: rows go one by one", stored.id(), together);
            rows.forEach(row -> settleAlone(registration, stored, row));
        }
    }

    private void settleAlone(ImportedRows registration, StoredImport stored, StoredRow row) {
        try {
            core.db().useTransaction(tx -> settleIn(tx, registration, stored, List.of(row)));
        } catch (RuntimeException failed) {
            LOG.warn("Import {}: line {} could not be registered", stored.id(), row.number(), failed);
            StoredRow refused = new StoredRow(
                    row.number(),
                    row.content(),
                    Fate.ERROR,
                    "The row could not be stored; the log tells why. Send it again.");
            core.db().useTransaction(tx -> ImportTable.settle(tx, stored.id(), List.of(refused)));
        }
    }

    private void settleIn(Handle tx, ImportedRows registration, StoredImport stored, List<StoredRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<StoredRow> settled = new ArrayList<>();
        List<Read> read = rows.stream().map(row -> read(stored, row)).toList();
        try (Intake intake = intake(tx, stored, read)) {
            for (Read one : read) {
                settled.add(settled(tx, registration, intake, one));
            }
            intake.finish();
        }
        ImportTable.settle(tx, stored.id(), settled);
    }

    /** A row and what it says. @param content null when it cannot be read @param refusal why; else null */
    private record Read(StoredRow row, ImportRow content, Problem refusal) {}

    private Read read(StoredImport stored, StoredRow row) {
        try {
            ImportRow content = ImportRow.of(ContactImports.mapping(stored), imports.fields(stored.id(), row));
            return new Read(row, content, null);
        } catch (Problem refusal) {
            return new Read(row, null, refusal);
        }
    }

    private Intake intake(Handle tx, StoredImport stored, List<Read> read) {
        List<String> keys = read.stream()
                .map(one -> ImportedRows.sourceKey(stored, one.row().number()))
                .toList();
        List<Integer> numbers = read.stream()
                .filter(one -> one.content() != null && one.content().memberNumber() != null)
                .map(one -> one.content().memberNumber())
                .distinct()
                .toList();
        return new Intake(core, tx, keys, numbers);
    }

    /** A refusal comes before anything of the row is written, so the transaction can go on with the next row. */
    private StoredRow settled(Handle tx, ImportedRows registration, Intake intake, Read read) {
        StoredRow row = read.row();
        if (read.refusal() != null) {
            return refused(row, read.refusal());
        }
        try {
            return new StoredRow(row.number(), null, registration.take(tx, intake, read.content(), row.number()), null);
        } catch (Problem refusal) {
            return refused(row, refusal);
        }
    }

    private static StoredRow refused(StoredRow row, Problem refusal) {
        return new StoredRow(row.number(), row.content(), Fate.ERROR, explanation(refusal));
    }

    private static String explanation(Problem refusal) {
        String text = refusal.errors().isEmpty()
                ? refusal.getMessage()
                : String.join(
                        " ",
                        refusal.errors().stream().map(Problem.Detail::detail).toList());
        return text.length() > LONGEST_EXPLANATION ? text.substring(0, LONGEST_EXPLANATION) : text;
    }
}
