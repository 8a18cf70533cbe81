package no.grend.seats.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.TestDatabase;

/**
 * The stories of {@link RulesModelTest} played on the whole house, on both databases; then the lists made again from the events
 * are those of the rows. jqwik prints the seed.
 */
class HouseModelTest {

    private static final Map<Dialect, TestDatabase> DATABASES = new EnumMap<>(Dialect.class);
    private static final Map<Dialect, House> HOUSES = new EnumMap<>(Dialect.class);

    private static int played;

    @Property(tries = 300)
    void onDerby(@ForAll("moves") List<Move> moves) {
        play(moves, Dialect.DERBY);
    }

    @Property(tries = 300)
    void onPostgres(@ForAll("moves") List<Move> moves) {
        play(moves, Dialect.POSTGRESQL);
    }

    private static void play(List<Move> moves, Dialect dialect) {
        House house = HOUSES.computeIfAbsent(
                dialect, kind -> new House(DATABASES.computeIfAbsent(kind, TestDatabase::fresh)));
        Move.play(moves, new Reference(), new HouseInPlay(house, "class-" + ++played));
    }

    @AfterContainer
    static void theListsMadeFromTheEventsAreTheSame() {
        HOUSES.values().forEach(house -> assertThat(new SeatVerification(house.db).verify())
                .isEmpty());
        DATABASES.values().forEach(TestDatabase::close);
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Move.sequences();
    }
}
