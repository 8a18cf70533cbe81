package no.grend.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import no.grend.kernel.Diagnosis.Finding;
import org.junit.jupiter.api.Test;

class CausesTest {

    private static final String MEMBERS = "no.grend.member.Members";
    private static final String CORE = "no.grend.member.internal.MemberCore";
    private static final String VAULT = "no.grend.member.internal.NumberVault";
    private static final String JOBS = "no.grend.job.Jobs";

    @Test
    void aMissingLicenceIsNoTroubleForWholeChains() {
        Causes causes = new Causes(
                List.of(
                        waits("avtalegiro", "x.Run", Set.of(), "x.InvoicesResource", "a.Other"),
                        waits("ledger", "x.InvoicesResource", Set.of("x.InvoicesResource"), "no.grend.ledger.Ledger"),
                        waits("ledger", "x.Journal", Set.of("no.grend.ledger.Ledger"), Stopped.LICENCE)),
                List.of());

        assertThat(causes.troubles()).isEmpty();
        assertThat(causes.unlicensed())
                .containsExactly(new Finding(
                        "ledger", "No licence covers it now; see grend:licence-list.", List.of("avtalegiro")));
    }

    @Test
    void whatFollowsFromOneToldCauseIsCountedUnderIt() {
        Known keys = new Known("keys", "The folder of keys is missing.", VAULT::equals);

        List<Finding> troubles = new Causes(
                        List.of(
                                waits("demo", "x.Demo", Set.of(), MEMBERS),
                                waits("member-core", "x.MembersService", Set.of(MEMBERS), CORE),
                                waits("member-core", "x.MemberCore", Set.of(CORE), VAULT)),
                        List.of(keys, keys))
                .troubles();

        assertThat(troubles)
                .containsExactly(new Finding("keys", "The folder of keys is missing.", List.of("demo", "member-core")));
    }

    @Test
    void whatNobodyTellsIsFoundAtItsRoot() {
        List<Finding> troubles = new Causes(
                        List.of(
                                waits("shell", "x.Command", Set.of(), JOBS),
                                waits("job", "x.Workers", Set.of(JOBS), "no.grend.member.Members"),
                                waits("job", "x.Sweeper", Set.of(), "no.grend.member.Members")),
                        List.of())
                .troubles();

        assertThat(troubles)
                .containsExactly(new Finding(
                        "job",
                        "It waits for what is not there: Members of member-core. See grend:module-list.",
                        List.of("shell")));
    }

    @Test
    void aFailedStartTellsItsInnermostReason() {
        String trace = "java.lang.reflect.InvocationTargetException\n\tat x.Y\n"
                + "Caused by: java.lang.IllegalStateException: The port 25 is taken\n\tat x.Z";
        Stopped failed = new Stopped("job", "x.Workers", Set.of(), Set.of(), Words.reason(trace), false);

        assertThat(new Causes(List.of(failed), List.of()).troubles().get(0).detail())
                .startsWith("A part of it failed when it started: The port 25 is taken. The log tells more (Workers)");
    }

    @Test
    void aRingOfWaitersEnds() {
        List<Finding> troubles = new Causes(
                        List.of(
                                waits("ledger", "x.A", Set.of("s.A"), "s.B"),
                                waits("member-core", "x.B", Set.of("s.B"), "s.A")),
                        List.of())
                .troubles();

        assertThat(troubles).hasSize(1);
    }

    @Test
    void anExcusedOneIsNoTroubleButMayBeAffected() {
        Stopped demo = new Stopped("demo", "x.Demo", Set.of(), Set.of(MEMBERS), null, true);

        assertThat(new Causes(List.of(demo), List.of()).troubles()).isEmpty();
        assertThat(new Causes(List.of(demo), List.of(new Known("keys", "Gone.", MEMBERS::equals))).troubles())
                .containsExactly(new Finding("keys", "Gone.", List.of("demo")));
    }

    @Test
    void aModulesTablesAreItsOwn() {
        Known failed = new Known(
                "ledger",
                "Its tables could not be brought up to date.",
                Stopped.need(Stopped.DATABASE, "(module=ledger)")::equals);
        Stopped other = waits("job", "x.Workers", Set.of(), Stopped.need(Stopped.DATABASE, "(module=job)"));
        Stopped own = waits("ledger", "x.Journal", Set.of(), Stopped.need(Stopped.DATABASE, "(module=ledger)"));

        assertThat(new Causes(List.of(other, own), List.of(failed)).troubles())
                .extracting(Finding::part)
                .containsExactly("ledger", "job");
    }

    private static Stopped waits(String module, String component, Set<String> provides, String... lacks) {
        return new Stopped(module, component, provides, Set.of(lacks), null, false);
    }
}
