package no.grend.member.internal.minside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.member.internal.ExchangeRegister;
import no.grend.member.internal.Freezes;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.Stopping;
import no.grend.member.internal.minside.MembershipPanel.Shown;
import no.grend.member.internal.store.StoppingTerms;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** A member stops and regrets on Min Side (S1-06, S1-08); today is 2026-11-21. */
class StopPagesTest {

    private static Request get(String path, Map<String, String> parameters) {
        return new Request(false, path, parameters);
    }

    private static Request post(String path, Map<String, String> parameters) {
        return new Request(true, path, parameters);
    }

    private static MembershipPanel panel(MemberCore core) {
        return new MembershipPanel(core, new Stopping(core));
    }

    private static Map<String, Object> model(Reply reply, int status) {
        assertThat(reply).isInstanceOf(Reply.Show.class);
        assertThat(((Reply.Show) reply).status()).isEqualTo(status);
        return ((Reply.Show) reply).view().model();
    }

    private static Shown shown(MembershipPanel panel, Visit visit) {
        return (Shown)
                ((List<?>) model(panel.handle(visit, get("", Map.of())), 200).get("memberships")).get(0);
    }

    private static Visit visit(String contact) {
        return new Visit(Actor.member(contact, "Kari"), Locale.forLanguageTag("nb"));
    }

    @DatabaseTest
    void allIsSaidBeforeTheOneButton(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        MemberCore core = register.coreWhereMembersStop();
        MembershipPanel panel = panel(core);
        String kari = register.member("Kari", "Prøve");
        String id = register.yearly(kari, "2026-01-01", "2026-12-31");
        Visit visit = visit(kari);
        Map<String, String> asked = Map.of("membership", id);
        assertThat(shown(panel, visit).mayStop()).isTrue();

        assertThat(model(panel.handle(visit, get("stop", asked)), 200))
                .containsEntry("last", LocalDate.parse("2026-12-31"))
                .containsEntry("paidUntil", LocalDate.parse("2026-12-31"))
                .containsEntry("other", LocalDate.parse("2026-11-21"))
                .containsEntry("endsBeforePaid", false)
                .containsEntry("known", false)
                .containsEntry("changed", false);
        assertThat(model(panel.handle(visit, get("stop", Map.of("membership", id, "last", "2026-11-21"))), 200))
                .containsEntry("other", LocalDate.parse("2026-12-31"))
                .containsEntry("endsBeforePaid", true);
        assertThat(core.memberships().required(visit.member(), id).endedOn()).isNull();

        Map<String, String> chosen = Map.of("membership", id, "last", "2026-12-31");
        assertThat(panel.handle(visit, post("stop", chosen))).isEqualTo(new Reply.Redirect("", "stop.done"));
        assertThat(panel.handle(visit, post("stop", chosen)))
                .as("clicked twice")
                .isEqualTo(new Reply.Redirect("", "stop.done"));
        assertThat(panel.handle(visit, get("stop", asked))).isEqualTo(new Reply.Redirect("", "stop.already"));
        assertThat(shown(panel, visit))
                .returns(LocalDate.parse("2026-12-31"), Shown::endsOn)
                .returns(false, Shown::mayStop)
                .returns(true, Shown::mayRegret);

        assertThat(model(panel.handle(visit, get("regret", asked)), 200))
                .containsEntry("last", LocalDate.parse("2026-12-31"));
        assertThat(panel.handle(visit, post("regret", asked))).isEqualTo(new Reply.Redirect("", "regret.done"));
        assertThat(panel.handle(visit, post("regret", asked))).isEqualTo(new Reply.Redirect("", "regret.done"));
        assertThat(panel.handle(visit, get("regret", asked))).isEqualTo(new Reply.NotFound());
        assertThat(shown(panel, visit)).returns(null, Shown::endsOn).returns(true, Shown::mayStop);
    }

    @DatabaseTest
    void aDayThatDoesNotGoIsToldAndNothingIsDone(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        MemberCore core = register.coreWhereMembersStop();
        MembershipPanel panel = panel(core);
        String kari = register.member("Kari", "Prøve");
        String id = register.yearly(kari, "2026-01-01", "2026-12-31");
        String category = core.memberships()
                .required(ExchangeRegister.STAFF, id)
                .category()
                .id();
        core.stoppingRules()
                .set(ExchangeRegister.STAFF, category, new StoppingTerms(LocalDate.parse("2020-01-01"), 2, true, 0));
        Visit visit = visit(kari);

        for (String last : List.of("2026-12-31", "2029-01-01", "i morgen")) {
            assertThat(model(panel.handle(visit, post("stop", Map.of("membership", id, "last", last))), 422))
                    .containsEntry("changed", true)
                    .containsEntry("last", LocalDate.parse("2027-01-31"))
                    .containsEntry("noticeUntil", LocalDate.parse("2027-01-31"));
        }
        assertThat(core.memberships().required(visit.member(), id).endedOn()).isNull();
    }

    @DatabaseTest
    void thereIsNoSuchPageWhereMembersMayNotNorForOthers(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        MembershipPanel off = panel(register.core(Freezes.Rules.STAFF_ONLY));
        String kari = register.member("Kari", "Prøve");
        String id = register.yearly(kari, "2026-01-01", "2026-12-31");
        Visit other = visit(register.member("Ola", "Prøve"));

        assertThat(off.handle(visit(kari), get("stop", Map.of("membership", id))))
                .isEqualTo(new Reply.NotFound());
        assertThat(shown(off, visit(kari)).mayStop()).isFalse();
        assertThat(off.handle(visit(kari), post("regret", Map.of("membership", id))))
                .isEqualTo(new Reply.NotFound());
        MembershipPanel on = panel(register.coreWhereMembersStop());
        assertThatThrownBy(() -> on.handle(other, post("stop", Map.of("membership", id))))
                .isInstanceOf(Problem.class);
    }
}
