package no.grend.member.internal.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.FormulaGuard;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.ContactReports;
import no.grend.member.internal.Cursor;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.ReportHistoryTable;
import no.grend.member.internal.store.ReportHistoryTable.Taken;
import no.grend.member.internal.store.StoredContact;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Takes contacts out as CSV or as a spreadsheet. The file is made whole before the first byte leaves, so that the report
 * history knows of it first, with the right number of rows (S3-12, S3-13). Never holds identity numbers (P16).
 */
public final class ContactExports {

    private static final int LONGEST_FILTER = 200;
    private static final List<String> HEADERS = List.of(
            "Medlemsnummer",
            "Type",
            "Fornavn",
            "Etternavn",
            "Navn",
            "Fødselsdato",
            "Kjønn",
            "E-post",
            "Mobil",
            "Adresse",
            "Postnummer",
            "Poststed",
            "Land",
            "Språk");

    private final MemberCore core;
    private final Ids ids;

    public ContactExports(MemberCore core) {
        this.core = core;
        this.ids = new Ids(core.clock());
    }

    /** How the table is written. */
    public enum Format {
        CSV("text/csv; charset=utf-8", ".csv"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");

        private final String mediaType;
        private final String suffix;

        Format(String mediaType, String suffix) {
            this.mediaType = mediaType;
            this.suffix = suffix;
        }

        public String mediaType() {
            return mediaType;
        }

        public String suffix() {
            return suffix;
        }
    }

    /** A finished file, to be sent and then deleted. */
    public record Export(Path file, Format format, long rows) implements ContactReports.Table {

        /** Sends the file and deletes it, whatever happens. */
        @Override
        public void sendTo(OutputStream out) throws IOException {
            try {
                Files.copy(file, out);
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Makes the file and writes the history.
     *
     * @param query as in search; null for all
     * @param purpose in the person's words; may be null
     */
    public Export export(Actor actor, Format format, String query, String purpose) {
        actor.require(Permission.MEMBER_EXPORT);
        String filter = query == null ? "" : query.strip();
        if (filter.length() > LONGEST_FILTER || (purpose != null && purpose.length() > LONGEST_FILTER)) {
            throw Problem.invalid("/q", "FILTER_TOO_LONG", "q and purpose may have 200 characters each.");
        }
        String filters = "format=" + format + (filter.isEmpty() ? "" : " q=" + filter);
        return made(
                format,
                out -> write(actor, format, filter, out),
                rows -> remember(actor, "contacts", filters, purpose, rows));
    }

    /** A table of another module's making: a row for each contact that it does not leave out. */
    Export report(
            Actor actor, String report, String purpose, List<String> headers, Function<Contact, List<String>> row) {
        actor.require(Permission.MEMBER_EXPORT);
        if (purpose != null && purpose.length() > LONGEST_FILTER) {
            throw Problem.invalid("/purpose", "FILTER_TOO_LONG", "purpose may have 200 characters.");
        }
        return made(
                Format.CSV,
                out -> csv(actor, "", out, headers, stored -> row.apply(stored.contact())),
                rows -> remember(actor, report, "format=CSV", purpose, rows));
    }

    /** Writes a table. */
    private interface Writing {
        /** @return how many rows */
        long to(OutputStream out) throws IOException;
    }

    private static Export made(Format format, Writing writing, LongConsumer remembering) {
        try {
            Path file = Files.createTempFile(
                    "grend-export",
                    format.suffix(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                long rows;
                try (OutputStream out = Files.newOutputStream(file)) {
                    rows = writing.to(out);
                }
                remembering.accept(rows);
                return new Export(file, format, rows);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The export could not be written", e);
        }
    }

    private long write(Actor actor, Format format, String query, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> csv(actor, query, out, HEADERS, ContactExports::cells);
            case XLSX -> spreadsheet(actor, query, out);
        };
    }

    private long csv(
            Actor actor,
            String query,
            OutputStream out,
            List<String> headers,
            Function<StoredContact, List<String>> cells)
            throws IOException {
        out.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(out, StandardCharsets.UTF_8)) {
            csv.writeRecord(headers);
            long[] rows = {0};
            each(actor, query, contact -> {
                List<String> row = cells.apply(contact);
                if (row != null) {
                    csv.writeRecord(row.stream().map(FormulaGuard::on).toList());
                    rows[0]++;
                }
            });
            return rows[0];
        }
    }

    /** Cells are written as texts, which a spreadsheet never runs; the guard is kept for those who save it as CSV. */
    private long spreadsheet(Actor actor, String query, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "Grend", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Kontakter");
            for (int column = 0; column < HEADERS.size(); column++) {
                sheet.value(0, column, HEADERS.get(column));
            }
            int[] row = {1};
            long rows = each(actor, query, contact -> {
                List<String> cells = cells(contact);
                for (int column = 0; column < cells.size(); column++) {
                    sheet.inlineString(row[0], column, FormulaGuard.on(cells.get(column)));
                }
                row[0]++;
                flushNowAndThen(sheet, row[0]);
            });
            sheet.finish();
            return rows;
        }
    }

    private static void flushNowAndThen(Worksheet sheet, int row) {
        if (row % 1000 == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private long each(Actor actor, String query, Consumer<StoredContact> contact) {
        long rows = 0;
        String cursor = null;
        do {
            Page<StoredContact> page = core.contacts().search(actor, query, Page.LARGEST, cursor);
            page.items().forEach(contact);
            rows += page.items().size();
            cursor = page.next();
        } while (cursor != null);
        return rows;
    }

    private static List<String> cells(StoredContact stored) {
        Contact c = stored.contact();
        Address address = c.address() == null ? new Address(null, null, null, null) : c.address();
        boolean person = c.kind() == ContactKind.PERSON;
        return java.util.stream.Stream.of(
                        Integer.toString(c.memberNumber()),
                        person ? "person" : "organisasjon",
                        c.givenName(),
                        c.familyName(),
                        person ? null : c.name(),
                        c.birthDate(),
                        sex(stored.sex()),
                        c.email(),
                        c.mobile(),
                        address.street(),
                        address.postalCode(),
                        address.city(),
                        address.country(),
                        c.language())
                .map(value -> Objects.toString(value, ""))
                .toList();
    }

    private static String sex(String sex) {
        return sex == null
                ? ""
                : switch (sex) {
                    case "FEMALE" -> "kvinne";
                    case "MALE" -> "mann";
                    default -> "annet";
                };
    }

    private void remember(Actor actor, String report, String filters, String purpose, long rows) {
        Taken taken = new Taken(ids.next(), report, actor.id(), core.clock().instant(), filters, purpose, rows);
        core.db().useTransaction(tx -> {
            ReportHistoryTable.insert(tx, taken);
            core.audit()
                    .record(
                            tx,
                            new Audit.Entry(
                                    actor.id(),
                                    "CONTACTS_EXPORTED",
                                    "report:" + taken.id(),
                                    null,
                                    Count.of(rows, "row"),
                                    purpose));
        });
    }

    /** Who has taken out which report, newest first. */
    public Page<Taken> history(Actor actor, Integer limit, String cursor) {
        actor.require(Permission.AUDIT_READ);
        int size = Page.limit(limit);
        String before = cursor == null ? "~" : Cursor.text(cursor);
        return core.db()
                .read(tx -> Page.cut(ReportHistoryTable.page(tx, before, size), size, last -> Cursor.of(last.id())));
    }
}
