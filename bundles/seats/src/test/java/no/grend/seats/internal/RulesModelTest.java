package no.grend.seats.internal;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Ten thousand stories of people who come, leave, pay, are frozen, and of a centre that changes its mind: after every step the
 * rules have the same lists as {@link Reference} (P12, P13). jqwik prints the seed.
 */
class RulesModelTest {

    @Property(tries = 10_000)
    void comeToTheSameListsAsTheReference(@ForAll("moves") List<Move> moves) {
        Move.play(moves, new Reference(), new RulesOnPaper());
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Move.sequences();
    }
}
