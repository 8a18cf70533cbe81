package no.grend.member.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import no.grend.kernel.Problem;
import no.grend.member.ContactReports;
import no.grend.member.internal.ExchangeRegister;
import no.grend.member.internal.exchange.ContactExports.Export;
import no.grend.member.internal.exchange.ContactExports.Format;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MadeUpPeople;
import no.grend.testkit.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

class ContactExportTest {

    @TempDir
    private Path folder;

    private static final String NUMBER = new MadeUpPeople(9).next().nationalId();

    private static byte[] bytes(Export export) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.sendTo(out);
        assertThat(export.file()).doesNotExist();
        return out.toByteArray();
    }

    @DatabaseTest
    void csvIsHarmlessLimitedAndRemembered(TestDatabase fresh) throws IOException {
        ExchangeRegister register = new ExchangeRegister(fresh);
        ContactExports exports = new ContactExports(register.core());
        for (int i = 0; i < 205; i++) {
            register.person("Anna" + i, "Hansen", null, null, null);
        }
        register.person("=cmd|' /C calc'!A0", "Åsen", "a@example.no", "91234567", NUMBER);

        String all = new String(
                bytes(exports.export(ExchangeRegister.STAFF, Format.CSV, null, "Årsmøte")), StandardCharsets.UTF_8);
        assertThat(all)
                .startsWith("\ufeffMedlemsnummer;")
                .doesNotContain(NUMBER)
                .doesNotContain(";=");
        assertThat(all.lines()).hasSize(207);
        assertThat(all).contains("'=cmd").contains(";'+4791234567;").contains("Åsen");

        register.clock().advanceDays(1);
        String some = new String(
                bytes(exports.export(ExchangeRegister.STAFF, Format.CSV, "åsen", null)), StandardCharsets.UTF_8);
        assertThat(some.lines()).hasSize(2);

        assertThat(exports.history(ExchangeRegister.ADMIN, null, null).items())
                .extracting(taken -> taken.filters() + " / " + taken.rows() + " / " + taken.purpose())
                .containsExactly("format=CSV q=åsen / 1 / null", "format=CSV / 206 / Årsmøte");
        assertThat(register.audit().of("CONTACTS_EXPORTED")).hasSize(2);
        assertThatThrownBy(() -> exports.history(ExchangeRegister.STAFF, null, null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> exports.export(ExchangeRegister.READER, Format.CSV, null, null))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void anotherModulesTableIsHarmlessAndRememberedToo(TestDatabase fresh) throws IOException {
        ExchangeRegister register = new ExchangeRegister(fresh);
        for (int i = 0; i < 205; i++) {
            register.person("Anna" + i, "Hansen", null, null, null);
        }
        register.person("=1+1", "Åsen", null, null, null);
        ReportMaker reports = new ReportMaker(register.core());

        ContactReports.Table table = reports.csv(
                ExchangeRegister.STAFF,
                "avtalegiro-references",
                "Giroutsending",
                List.of("Navn", "Referanse"),
                contact -> contact.name().startsWith("Anna7 ") ? null : List.of(contact.name(), "050"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.sendTo(out);

        assertThat(table.rows()).isEqualTo(205);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(206)
                .contains("'=1+1 Åsen;050", "Anna8 Hansen;050")
                .noneMatch(line -> line.startsWith("Anna7 "));
        assertThat(new ContactExports(register.core())
                        .history(ExchangeRegister.ADMIN, null, null)
                        .items())
                .extracting(taken -> taken.report() + " / " + taken.rows() + " / " + taken.purpose())
                .containsExactly("avtalegiro-references / 205 / Giroutsending");
        assertThatThrownBy(() -> reports.csv(ExchangeRegister.READER, "x", null, List.of(), contact -> null))
                .isInstanceOf(Problem.class);
    }

    @DatabaseTest
    void theSpreadsheetHoldsTextsAndNoFormulas(TestDatabase fresh) throws IOException {
        ExchangeRegister register = new ExchangeRegister(fresh);
        register.person("=1+1", "Øst", null, null, null);
        byte[] file =
                bytes(new ContactExports(register.core()).export(ExchangeRegister.STAFF, Format.XLSX, null, null));

        Path copy = Files.write(folder.resolve(fresh + ".xlsx"), file);
        String sheet;
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            sheet = new String(
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
        assertThat(sheet).contains("&apos;=1+1").contains("&#xd8;st").doesNotContain("<f>");
    }

    @DatabaseTest
    void theHistoryCannotBeChangedOnPostgresql(TestDatabase fresh) throws IOException {
        ExchangeRegister register = new ExchangeRegister(fresh);
        bytes(new ContactExports(register.core()).export(ExchangeRegister.STAFF, Format.CSV, null, null));
        if (fresh.dialect() == no.grend.schema.Database.Dialect.POSTGRESQL) {
            assertThatThrownBy(() ->
                            register.core().db().useTransaction(tx -> tx.execute("DELETE FROM member_report_history")))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(new ContactExports(register.core())
                        .history(ExchangeRegister.ADMIN, null, null)
                        .items())
                .hasSize(1);
    }
}
