package no.grend.member.internal.minside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.member.internal.ExchangeRegister;
import no.grend.member.internal.Freezes;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.Stopping;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.Visit;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** A member freezes and thaws on Min Side; today is 2026-11-21. */
class FreezePagesTest {

    private static Request get(String path, Map<String, String> parameters) {
        return new Request(false, path, parameters);
    }

    private static Request post(String path, Map<String, String> parameters) {
        return new Request(true, path, parameters);
    }

    private static MembershipPanel panel(MemberCore core) {
        return new MembershipPanel(core, new Stopping(core));
    }

    private static Reply.Show shown(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Show.class);
        return (Reply.Show) reply;
    }

    @DatabaseTest
    void theConsequenceIsSeenBeforeTheDeed(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        MemberCore core = register.core(new Freezes.Rules(true, 7, 60, 60));
        MembershipPanel panel = panel(core);
        String kari = register.member("Kari", "Prøve");
        String id = register.yearly(kari, "2026-01-01", "2026-12-31");
        Visit visit = new Visit(Actor.member(kari, "Kari"), Locale.forLanguageTag("nb"));
        Map<String, String> days = Map.of("membership", id, "first", "2026-12-01", "last", "2026-12-31");

        assertThat(shown(panel.handle(visit, get("freeze", days))).view().model())
                .containsEntry("longest", "60");
        Reply.Show look = shown(panel.handle(visit, post("freeze", days)));
        assertThat(look.view().template()).isEqualTo("consequence.peb");
        assertThat(look.view().model())
                .containsEntry("days", "31")
                .containsEntry("paidUntil", LocalDate.parse("2027-01-31"))
                .containsEntry("nextFrom", LocalDate.parse("2027-02-01"))
                .containsEntry("price", Ore.kroner(334));
        assertThat(core.memberships().required(visit.member(), id).frozenFrom()).isNull();

        assertThat(panel.handle(visit, post("freeze/confirm", days))).isEqualTo(new Reply.Redirect("", "freeze.done"));
        assertThat(core.memberships().required(visit.member(), id).frozenFrom()).isEqualTo("2026-12-01");
        assertThat(shown(panel.handle(visit, get("thaw", days))).view().template())
                .isEqualTo("thaw.peb");
        assertThat(panel.handle(visit, post("thaw", days))).isEqualTo(new Reply.Redirect("", "thaw.done"));
        assertThat(core.memberships().required(visit.member(), id).frozenFrom()).isNull();
        assertThat(panel.handle(visit, post("thaw", days))).isEqualTo(new Reply.NotFound());
    }

    @DatabaseTest
    void whatIsRefusedIsToldAtItsField(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        MembershipPanel panel = panel(register.core(new Freezes.Rules(true, 7, 30, 60)));
        String kari = register.member("Kari", "Prøve");
        String id = register.yearly(kari, "2026-01-01", "2026-12-31");
        Visit visit = new Visit(Actor.member(kari, "Kari"), Locale.forLanguageTag("nb"));

        Reply.Show words = shown(panel.handle(
                visit, post("freeze", Map.of("membership", id, "first", "i morgen", "last", "2026-12-31"))));
        assertThat(words.status()).isEqualTo(422);
        assertThat(words.view().model()).containsEntry("errors", Map.of("first", "error.DATE"));
        Reply.Show tooLong = shown(panel.handle(
                visit, post("freeze", Map.of("membership", id, "first", "2026-12-01", "last", "2027-12-31"))));
        assertThat(tooLong.view().model()).containsEntry("errors", Map.of("last", "error.FREEZE_LENGTH"));
    }

    @DatabaseTest
    void thereIsNoSuchPageWhereMembersMayNot(TestDatabase fresh) {
        ExchangeRegister register = new ExchangeRegister(fresh);
        MembershipPanel panel = panel(register.core(Freezes.Rules.STAFF_ONLY));
        String kari = register.member("Kari", "Prøve");
        String id = register.yearly(kari, "2026-01-01", "2026-12-31");
        Visit visit = new Visit(Actor.member(kari, "Kari"), Locale.forLanguageTag("nb"));

        assertThat(panel.handle(visit, get("freeze", Map.of("membership", id)))).isEqualTo(new Reply.NotFound());
    }
}
