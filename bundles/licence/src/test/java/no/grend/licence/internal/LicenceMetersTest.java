package no.grend.licence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.kernel.Meter.Value;
import no.grend.licence.Licences;
import org.junit.jupiter.api.Test;

class LicenceMetersTest {

    @Test
    void aLicenceEndsWithItsLastDayInNorway() {
        LocalDate first = LocalDate.parse("2026-01-01");
        LicenceMeters meters = new LicenceMeters(licences(
                new Licences.Standing("grend-booking", first, LocalDate.parse("2026-06-30"), Licences.State.EXPIRED),
                new Licences.Standing("grend-ledger", first, LocalDate.parse("2026-12-31"), Licences.State.VALID),
                new Licences.Standing("grend-ledger", first, LocalDate.parse("2026-03-31"), Licences.State.EXPIRED)));
        assertThat(meters.meters().get(0).values())
                .containsExactly(
                        ends("grend-booking", "2026-06-30T22:00:00Z"), ends("grend-ledger", "2026-12-31T23:00:00Z"));
    }

    private static Value ends(String feature, String at) {
        return new Value(Map.of("feature", feature), Instant.parse(at).getEpochSecond());
    }

    private static Licences licences(Licences.Standing... standings) {
        return new Licences() {
            @Override
            public List<Standing> standings(Actor actor) {
                return List.of(standings);
            }

            @Override
            public List<String> notices() {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Standing> install(Actor actor, String file) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
