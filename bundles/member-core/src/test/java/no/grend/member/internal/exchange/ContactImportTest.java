package no.grend.member.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.job.JobHandler;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.member.internal.ExchangeRegister;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.StoredContact;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MadeUpPeople;
import no.grend.testkit.TestDatabase;

class ContactImportTest {

    private static final Actor STAFF = ExchangeRegister.STAFF;
    private static final String NUMBER = new MadeUpPeople(5).next().nationalId();
    private static final String FILE = """
            Medlemsnr;Fornavn;Etternavn;E-post;Mobil;Født;Kjønn;Fødselsnummer;Kategori;Medlem fra;Betalt til;Ukjent
            1234;Åse;Ødegård;ase@example.no;91 23 45 67;01.02.1990;K;%s;Voksen;2015-05-01;31.12.2026;x
            ;Bo;Li;ikke-epost;;;;;;;;
            1234;Ny;Samme;;;;;;;;;
            ;Cecilie;Dahl;;;;;;Finnes ikke;2020-01-01;;
            ;Dag;=Hauge;;'+4799887766;32.13.1990;;;;;;
            ;Eva;Fin;eva@example.no;;;;;;;;
            """.formatted(NUMBER);

    private final List<Long> progress = new ArrayList<>();

    private Map<String, Object> run(MemberCore core, String id) {
        return new ContactImportHandler(core).run(new JobHandler.Run() {
            @Override
            public String jobId() {
                return "job-1";
            }

            @Override
            public Actor actor() {
                return STAFF;
            }

            @Override
            public Map<String, String> parameters() {
                return Map.of(ContactImportHandler.IMPORT, id);
            }

            @Override
            public void progress(long done, long total) {
                progress.add(done);
            }

            @Override
            public void warn(String warning) {}
        });
    }

    @DatabaseTest
    void rehearsesThenRegistersEachRowOnItsOwnAndGivesErrorsBack(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        MemberCore core = register.core();
        register.category("Voksen");
        ContactImports imports = new ContactImports(core);
        byte[] file = FILE.getBytes(StandardCharsets.ISO_8859_1);

        ContactImports.Report rehearsal = imports.receive(STAFF, file, null, true, null);
        assertThat(rehearsal.mapping()).containsEntry("Født", "birthDate").doesNotContainKey("Ukjent");
        assertThat(run(core, rehearsal.id()))
                .containsEntry("dryRun", true)
                .containsEntry("registered", 2L)
                .containsEntry("errors", 4L);
        assertThat(all(core)).isEmpty();

        ContactImports.Report real = imports.receive(STAFF, file, null, false, null);
        assertThat(run(core, real.id())).containsEntry("registered", 2L).containsEntry("errors", 4L);
        assertThat(progress).endsWith(6L);
        assertThat(all(core)).extracting(c -> c.contact().name()).containsExactlyInAnyOrder("Åse Ødegård", "Eva Fin");
        StoredContact ase = core.contacts().byMemberNumber(STAFF, 1234).orElseThrow();
        assertThat(ase.contact().mobile()).isEqualTo("+4791234567");
        assertThat(ase.contact().birthDate()).isEqualTo("1990-02-01");
        assertThat(ase.sex()).isEqualTo("FEMALE");
        assertThat(ase.nationalIdentitySealed()).isNotNull();
        assertThat(core.memberships().ofContact(STAFF, ase.contact().id()))
                .singleElement()
                .satisfies(m -> assertThat(m.nextFrom()).isEqualTo("2027-01-01"));

        String errors = imports.errorsAsCsv(STAFF, real.id());
        assertThat(errors.lines().toList()).hasSize(5);
        assertThat(errors.lines().findFirst().orElseThrow()).endsWith(";Ukjent;feil");
        assertThat(errors).contains("'=Hauge").contains("'+4799887766").doesNotContain(NUMBER);

        ContactImports.Report again = imports.receive(STAFF, file, null, false, null);
        assertThat(run(core, again.id())).containsEntry("registered", 0L).containsEntry("already", 2L);
        assertThat(all(core)).hasSize(2);
    }

    @DatabaseTest
    void mendedErrorRowsAreTakenInAndRawRowsLieEncrypted(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        MemberCore core = register.core();
        ContactImports imports = new ContactImports(core);
        byte[] wrong = "Navn,Fødselsnummer,E-post\nOla Normann Lie,%s,feil\n"
                .formatted(NUMBER)
                .getBytes(StandardCharsets.UTF_8);

        ContactImports.Report first = imports.receive(STAFF, wrong, null, false, null);
        List<String> stored = core.db().read(tx -> tx.createQuery("SELECT content FROM member_import_row")
                .mapTo(String.class)
                .list());
        assertThat(stored).singleElement().satisfies(row -> assertThat(row).doesNotContain(NUMBER, "Ola"));
        assertThat(run(core, first.id())).containsEntry("errors", 1L);

        String mended = imports.errorsAsCsv(STAFF, first.id()).replace(";feil;", ";ola@example.no;");
        ContactImports.Report second =
                imports.receive(STAFF, mended.getBytes(StandardCharsets.UTF_8), null, false, null);
        assertThat(run(core, second.id())).containsEntry("registered", 1L);
        assertThat(all(core)).singleElement().satisfies(c -> {
            assertThat(c.contact().givenName()).isEqualTo("Ola Normann");
            assertThat(c.contact().familyName()).isEqualTo("Lie");
        });
    }

    @DatabaseTest
    void theSameKeyIsOneImportAndMappingIsChecked(TestDatabase fresh) {
        MemberCore core = new ExchangeRegister(fresh).core();
        ContactImports imports = new ContactImports(core);
        byte[] file = "A;B\nKari;Nordmann\n".getBytes(StandardCharsets.UTF_8);
        IdempotencyKey key = IdempotencyKey.of("i-1", "request");
        Map<String, String> mapping = Map.of("A", "givenName", "B", "familyName");

        String id = imports.receive(STAFF, file, mapping, false, key).id();

        assertThat(imports.receive(STAFF, file, mapping, false, key).id()).isEqualTo(id);
        assertThatThrownBy(() -> imports.receive(STAFF, file, mapping, false, IdempotencyKey.of("i-1", "other")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> imports.receive(STAFF, file, null, false, null))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("NAME_NOT_MAPPED"));
        assertThatThrownBy(() -> imports.receive(STAFF, file, Map.of("C", "name"), false, null))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("COLUMN_UNKNOWN"));
        assertThatThrownBy(() -> imports.receive(STAFF, file, Map.of("A", "role"), false, null))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("FIELD_UNKNOWN"));
        assertThatThrownBy(() -> imports.receive(ExchangeRegister.READER, file, mapping, false, null))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
    }

    private static List<StoredContact> all(MemberCore core) {
        return core.contacts().search(STAFF, null, null, null).items();
    }
}
