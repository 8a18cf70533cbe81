package no.grend.member.internal;

import static no.grend.member.internal.Register.READER;
import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.member.Members.CategoryKind;
import no.grend.member.Standings.Standing;
import no.grend.member.Standings.State;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class StandingsServiceTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

    private static void freeze(Register register, String id, String membership, String first, String last) {
        register.db.useTransaction(tx -> tx.createUpdate("""
                        INSERT INTO member_freeze (id, membership_id, first_day, last_day, asked_last_day, asked_by,
                          created_at, version)
                        VALUES (:id, :membership, :first, :last, :last, 'staff:1', CURRENT_TIMESTAMP, 1)
                        """)
                .bind("id", id)
                .bind("membership", membership)
                .bind("first", LocalDate.parse(first))
                .bind("last", LocalDate.parse(last))
                .execute());
    }

    @DatabaseTest
    void aMembershipThatIsPaidFreeOrUnpaidForDaysOfGraceCounts(TestDatabase fresh) {
        Register register = new Register(fresh);
        StandingsService standings = new StandingsService(register.core);
        String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String free = register.category("Æresmedlem", 0, "P1Y", CategoryKind.RUNNING);
        String paid = register.member("Betalt", "Prøve");
        String honoured = register.member("Æret", "Prøve");
        String late = register.member("Sein", "Prøve");
        String lapsed = register.member("Ubetalt", "Prøve");
        String coming = register.member("Snart", "Prøve");
        String none = register.member("Aldri", "Prøve");
        register.membership(paid, year, "2026-01-01", "2026-12-31");
        register.membership(honoured, free, "2026-01-01", null);
        register.membership(late, year, "2026-10-01", null);
        register.membership(lapsed, year, "2026-01-01", null);
        register.membership(coming, year, "2026-12-01", null);

        List<String> asked = List.of(paid, honoured, late, lapsed, coming, none, "nobody");
        Map<String, Standing> today = standings.on(READER, asked, TODAY);

        assertThat(today).containsOnlyKeys(asked);
        assertThat(asked.stream().map(id -> today.get(id).state()))
                .containsExactly(
                        State.ACTIVE, State.ACTIVE, State.ACTIVE, State.NONE, State.NONE, State.NONE, State.NONE);
        assertThat(standings
                        .on(STAFF, List.of(coming), LocalDate.parse("2026-12-01"))
                        .get(coming)
                        .active())
                .isTrue();
        assertThat(standings
                        .on(STAFF, List.of(paid), LocalDate.parse("2027-03-03"))
                        .get(paid)
                        .state())
                .as("the days of grace are over")
                .isEqualTo(State.NONE);
        assertThat(standings.on(STAFF, List.of(), TODAY)).isEmpty();
    }

    @DatabaseTest
    void onlyWhoseEveryMembershipIsFrozenIsFrozen(TestDatabase fresh) {
        Register register = new Register(fresh);
        StandingsService standings = new StandingsService(register.core);
        String gym = register.category("Senter", 500, "P1Y", CategoryKind.RUNNING);
        String swim = register.category("Basseng", 300, "P1Y", CategoryKind.RUNNING);
        String person = register.member("Kari", "Prøve");
        String first = register.membership(person, gym, "2026-01-01", "2026-12-31");
        freeze(register, "f-1", first, "2026-11-20", "2026-12-10");

        assertThat(standings.on(STAFF, List.of(person), TODAY))
                .containsEntry(person, new Standing(State.FROZEN, LocalDate.parse("2026-12-10")));
        assertThat(standings
                        .on(STAFF, List.of(person), LocalDate.parse("2026-11-19"))
                        .get(person)
                        .active())
                .isTrue();
        assertThat(standings
                        .on(STAFF, List.of(person), LocalDate.parse("2026-12-11"))
                        .get(person)
                        .active())
                .isTrue();

        String second = register.membership(person, swim, "2026-01-01", "2026-12-31");
        assertThat(standings.on(STAFF, List.of(person), TODAY).get(person).active())
                .isTrue();
        freeze(register, "f-2", second, "2026-11-01", "2026-11-30");
        assertThat(standings.on(STAFF, List.of(person), TODAY))
                .containsEntry(person, new Standing(State.FROZEN, LocalDate.parse("2026-11-30")));
    }

    @DatabaseTest
    void aMemberAsksForTheOwnContactAndConfirmedWards(TestDatabase fresh) {
        Register register = new Register(fresh);
        StandingsService standings = new StandingsService(register.core);
        String mother = register.member("Mor", "Prøve");
        String child = register.child("Barn", "2016-05-05");
        Actor member = Actor.member(mother, "Mor");

        assertThat(standings.on(member, List.of(mother), TODAY)).containsOnlyKeys(mother);
        assertThatThrownBy(() -> standings.on(member, List.of(mother, child), TODAY))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        register.core.wards().confirm(STAFF, child, mother);
        assertThat(standings.on(member, List.of(mother, child), TODAY)).containsOnlyKeys(mother, child);
    }

    @DatabaseTest
    void aThousandAreAskedForAtOnceAndNoMore(TestDatabase fresh) {
        Register register = new Register(fresh);
        StandingsService standings = new StandingsService(register.core);
        List<String> many = IntStream.range(0, 1000).mapToObj(i -> "c-" + i).toList();
        assertThat(standings.on(STAFF, many, TODAY)).hasSize(1000);
        assertThat(standings.on(STAFF, Collections.nCopies(2000, "c-1"), TODAY)).containsOnlyKeys(Set.of("c-1"));
        List<String> tooMany = IntStream.range(0, 1001).mapToObj(i -> "c-" + i).toList();
        assertThatThrownBy(() -> standings.on(STAFF, tooMany, TODAY)).isInstanceOf(IllegalArgumentException.class);
    }
}
