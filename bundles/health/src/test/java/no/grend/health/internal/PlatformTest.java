package no.grend.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import no.grend.health.internal.Platform.Stopped;
import org.junit.jupiter.api.Test;

class PlatformTest {

    @Test
    void aMissingLicenceExcusesWholeChains() {
        Stopped ledger = new Stopped(
                "ledger", "x.Journal", Set.of("no.grend.ledger.Ledger"), Set.of("no.grend.licence.Licence"));
        Stopped invoices = new Stopped(
                "ledger", "x.InvoicesResource", Set.of("x.InvoicesResource"), Set.of("no.grend.ledger.Ledger"));
        Stopped run = new Stopped("avtalegiro", "x.Run", Set.of(), Set.of("x.InvoicesResource", "a.Other"));

        assertThat(Platform.unexcused(List.of(run, invoices, ledger))).isEmpty();
    }

    @Test
    void whatWaitsForAnythingElseIsATrouble() {
        Stopped waiting =
                new Stopped("job", "x.Workers", Set.of("no.grend.job.Jobs"), Set.of("no.grend.schema.Database"));
        Stopped follower = new Stopped("shell", "x.Command", Set.of(), Set.of("no.grend.job.Jobs"));

        assertThat(Platform.unexcused(List.of(waiting, follower)))
                .containsExactly(
                        new Trouble("job", "Workers waits for Database."),
                        new Trouble("shell", "Command waits for Jobs."));
    }

    @Test
    void aFailedStartIsATrouble() {
        Stopped failed = new Stopped("job", "x.Workers", Set.of(), Set.of());

        assertThat(Platform.unexcused(List.of(failed)))
                .containsExactly(new Trouble("job", "Workers failed when it started; the log tells why."));
    }
}
