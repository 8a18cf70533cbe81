package no.grend.licence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.licence.Licences.Standing;
import no.grend.licence.Licences.State;
import no.grend.licence.internal.tool.LicenceSigner;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LicenceOfficeTest {

    @TempDir
    Path data;

    private final Movable clock = new Movable(Instant.parse("2026-11-21T12:00:00Z"));
    private final List<Licence> open = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private final List<Audit.Entry> entries = new ArrayList<>();
    private KeyPair keys;

    @BeforeEach
    void makeKeys() throws GeneralSecurityException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void withoutAnythingElseTheEvaluationLicenceOpensEveryFeature() {
        LicenceOffice office = office(null);

        assertThat(features())
                .contains("grend-member-core", "grend-ledger", "grend-dunning", "grend-avtalegiro", "grend-ocr-import")
                .contains("grend-messaging", "grend-min-side", "grend-payment-agreements", "grend-provider-manual")
                .contains(
                        "grend-provider-vipps",
                        "grend-provider-card",
                        "grend-booking",
                        "grend-courses",
                        "grend-privacy");
        assertThat(office.notices()).anyMatch(notice -> notice.contains("evaluation"));
        assertThat(open).allMatch(licence -> licence.validUntil().equals(LocalDate.of(2036, 12, 31)));
    }

    @Test
    void aFeatureGoesAfterItsLastDayInOsloAndComesBackWithANewLicence() throws Exception {
        LicenceOffice office =
                office(written("grend-ledger 2026-01-01 2026-11-30", "grend-booking 2026-01-01 2027-01-01"));

        clock.now = Instant.parse("2026-11-30T22:59:59Z");
        office.tick();
        assertThat(features()).containsExactlyInAnyOrder("grend-ledger", "grend-booking");
        clock.now = Instant.parse("2026-11-30T23:00:00Z");
        office.tick();
        assertThat(features()).containsExactly("grend-booking");
        assertThat(office.standings(Actor.SYSTEM))
                .contains(new Standing(
                        "grend-ledger", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 30), State.EXPIRED));

        opened.clear();
        office.install(
                Actor.SYSTEM, signed("grend-ledger 2026-12-01 2027-11-30", "grend-booking 2026-01-01 2028-01-01"));
        assertThat(features()).containsExactlyInAnyOrder("grend-ledger", "grend-booking");
        assertThat(opened).as("what was valid all along does not restart").containsExactly("grend-ledger");
        assertThat(open).anyMatch(licence -> licence.validUntil().equals(LocalDate.of(2028, 1, 1)));
    }

    @Test
    void aFeatureThatStartsLaterComesOnItsDay() throws Exception {
        LicenceOffice office =
                office(written("grend-ledger 2026-01-01 2030-01-01", "grend-courses 2026-12-01 2030-01-01"));

        assertThat(features()).containsExactly("grend-ledger");
        clock.now = Instant.parse("2026-11-30T23:00:01Z");
        office.tick();
        assertThat(features()).contains("grend-courses");
    }

    @Test
    void aBadLicenceIsRefusedInWordsAndTheOldStays() throws Exception {
        LicenceOffice office = office(null);
        String good = signed("grend-ledger 2026-01-01 2030-01-01");

        refused(office, good.replace("2030", "2040"), "has been changed");
        refused(office, good.replaceAll("signature: .*", "signature: not base64!"), "has been changed");
        refused(office, good.replaceAll("signature: .*", ""), "no signature");
        refused(office, "<html>", "first line");
        refused(office, "", "first line");
        refused(office, signed("grend-ledger 2020-01-01 2025-01-01"), "ran out on 2025-01-01");
        refused(office, signed("grend-ledger 2027-01-01 2028-01-01"), "valid from 2027-01-01");
        KeyPair foreign = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        refused(
                office,
                LicenceSigner.sign(foreign.getPrivate(), lines("grend-ledger 2026-01-01 2030-01-01")),
                "someone else");
        assertThat(entries).isEmpty();
        assertThat(features()).contains("grend-privacy");
        assertThat(Files.exists(data.resolve("licence"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " \n", "\n\n"})
    void lineEndsMayChangeOnTheWay(String end) throws Exception {
        LicenceOffice office = office(null);

        office.install(
                Actor.SYSTEM,
                "\ufeff" + signed("grend-ledger 2026-01-01 2030-01-01").replace("\n", end));

        assertThat(features()).containsExactly("grend-ledger");
        assertThat(office.notices()).anyMatch(notice -> notice.contains("trustedKeys"));
    }

    @Test
    void anInstalledLicenceSurvivesARestartEvenOverTheNamedFileItReplaced() throws Exception {
        Path named = written("grend-booking 2026-01-01 2030-01-01");
        office(named).install(Actor.SYSTEM, signed("grend-ledger 2026-01-01 2030-01-01"));

        open.clear();
        office(named);
        assertThat(features()).containsExactly("grend-ledger");
        assertThat(entries).hasSize(1);

        open.clear();
        Files.writeString(named, signed("grend-courses 2026-01-01 2030-01-01"));
        office(named);
        assertThat(features()).containsExactly("grend-courses");
    }

    @Test
    void aNamedFileThatIsTamperedWithOpensNothingAndSaysSo() throws Exception {
        Path named = written("grend-booking 2026-01-01 2030-01-01");
        Files.writeString(named, Files.readString(named).replace("booking", "ledger "));

        LicenceOffice office = office(named);

        assertThat(open).isEmpty();
        assertThat(office.notices()).anyMatch(notice -> notice.contains("No licence is in force"));
    }

    @Test
    void onlyAnAdministratorInstalls() throws Exception {
        LicenceOffice office = office(null);
        Actor treasurer = new Actor("staff:1", "T", java.util.Set.of(Role.TREASURER), null);
        String good = signed("grend-ledger 2026-01-01 2030-01-01");

        assertThatThrownBy(() -> office.install(treasurer, good)).isInstanceOf(Problem.class);
        assertThat(office.standings(treasurer)).isNotEmpty();
    }

    private void refused(LicenceOffice office, String file, String words) {
        assertThatThrownBy(() -> office.install(Actor.SYSTEM, file))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(words);
    }

    private LicenceOffice office(Path named) {
        LicenceGates gates = new LicenceGates(licence -> {
            open.add(licence);
            opened.add(licence.feature());
            return () -> open.remove(licence);
        });
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return new LicenceOffice(clock, new LicenceSource(named, data), gates, TrustedKeys.with(key), audit());
    }

    private Audit audit() {
        return new Audit() {
            @Override
            public void record(Handle tx, Entry entry) {
                throw new AssertionError("no transaction here");
            }

            @Override
            public void record(Entry entry) {
                entries.add(entry);
            }
        };
    }

    private Path written(String... features) throws IOException, GeneralSecurityException {
        return Files.writeString(data.resolve("named.licence"), signed(features));
    }

    private String signed(String... features) throws GeneralSecurityException {
        return LicenceSigner.sign(keys.getPrivate(), lines(features));
    }

    private static List<String> lines(String... features) {
        List<String> lines =
                new ArrayList<>(List.of(LicenceFile.FIRST_LINE, "organisation: Fjellvang turlag", "kind: standard"));
        List.of(features).forEach(feature -> lines.add("feature: " + feature));
        return lines;
    }

    private List<String> features() {
        return open.stream().map(Licence::feature).toList();
    }

    /** A clock that a test moves. */
    private static final class Movable extends Clock {

        private Instant now;

        Movable(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
