package no.grend.adminrest.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-01-15T18:00:00+01:00",
                "2027-07-01T00:00:00+02:00",
                "2027-01-05T08:09:07Z",
                "2027-12-31T23:59:59.5-11:30",
                "1850-01-01T12:00:00+00:42:30",
                "0999-12-31T12:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00.000000001Z",
            })
    void writesAsTheStandardFormatterDoes(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);

        assertThat(TimeWriter.text(time))
                .isEqualTo(text)
                .isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    }

    @Test
    void anyTimeIsWrittenAsTheStandardFormatterDoes() {
        long seed = 20261127;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant at = Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 300_000_000_000L));
            ZoneId zone =
                    i % 2 == 0 ? ZoneId.of("Europe/Oslo") : ZoneOffset.ofTotalSeconds(random.nextInt(-50_000, 50_000));
            OffsetDateTime time = at.atZone(zone).toOffsetDateTime();
            assertThat(TimeWriter.text(time))
                    .as("seed %s", seed)
                    .isEqualTo(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        }
    }
}
