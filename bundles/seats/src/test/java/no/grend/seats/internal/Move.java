package no.grend.seats.internal;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.assertj.core.api.Assertions;

/** One thing that happens, to the house and to the reference alike. */
record Move(Kind kind, int a, int b) {

    private static final List<String> PEOPLE = List.of("anna", "bo", "cato", "dina", "eva", "finn", "gro", "hans");
    private static final int MOST = 1_000;
    private static final int LONGEST = 40;

    enum Kind {
        TAKE,
        LEAVE,
        DECLINE,
        CONFIRM,
        SETTLE,
        SET,
        CLOSE,
        CALL_OFF,
        ADVANCE,
        FREEZE
    }

    /** Any number of things in any order; most often somebody comes. */
    static Arbitrary<List<Move>> sequences() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(40, Kind.TAKE),
                Tuple.of(16, Kind.LEAVE),
                Tuple.of(4, Kind.DECLINE),
                Tuple.of(8, Kind.CONFIRM),
                Tuple.of(10, Kind.SETTLE),
                Tuple.of(10, Kind.SET),
                Tuple.of(2, Kind.CLOSE),
                Tuple.of(1, Kind.CALL_OFF),
                Tuple.of(12, Kind.ADVANCE),
                Tuple.of(12, Kind.FREEZE));
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, MOST).withoutEdgeCases();
        return Combinators.combine(kinds, numbers, numbers).as(Move::new).list().ofMaxSize(LONGEST);
    }

    /** Plays both, and compares after every move. */
    static void play(List<Move> moves, Reference reference, Subject house) {
        reference.set(2, 3, Reference.NEVER, Reference.NEVER, 0);
        house.set(2, 3, Reference.NEVER, Reference.NEVER, 0);
        for (Move move : moves) {
            move.on(reference, house);
            Assertions.assertThat(house.lists()).as("after %s", move).isEqualTo(reference.toString());
        }
    }

    private void on(Reference reference, Subject house) {
        int entry = reference.all.isEmpty() ? 0 : a % reference.all.size() + 1;
        switch (kind) {
            case TAKE -> take(reference, house);
            case LEAVE, DECLINE -> leave(reference, house, entry, kind == Kind.LEAVE ? "CANCELLED" : "DECLINED");
            case CONFIRM -> {
                if (entry > 0) {
                    same(house.confirm(entry), reference.confirm(entry));
                }
            }
            case SETTLE -> {
                reference.settle();
                house.settle();
            }
            case SET -> set(reference, house, Reference.NEVER, Reference.NEVER);
            case CLOSE -> set(reference, house, reference.now + b % 30, reference.now + b % 30 - b % 7);
            case CALL_OFF -> {
                reference.callOff();
                house.callOff();
            }
            case ADVANCE -> {
                reference.now += a % 20;
                house.advance(a % 20);
            }
            case FREEZE -> freeze(reference, house);
        }
    }

    private void take(Reference reference, Subject house) {
        int party = b % 4 == 0 ? 1 + b % 3 : 1;
        List<String> who = IntStream.range(0, party)
                .mapToObj(i -> PEOPLE.get((a + i) % PEOPLE.size()))
                .toList();
        int guests = b % 5 == 0 ? b % 3 : 0;
        int hold = b % 3 == 0 ? 1 + b % 15 : 0;
        boolean orWait = b % 10 > 0;
        same(house.take(who, guests, hold, orWait), reference.take(who, guests, hold, orWait));
    }

    private static void leave(Reference reference, Subject house, int entry, String how) {
        if (entry > 0) {
            reference.leave(entry, how);
            house.leave(entry, how);
        }
    }

    private void set(Reference reference, Subject house, int closing, int promoting) {
        int offering = b % 3 == 0 ? 10 : 0;
        reference.set(a % 6, b % 6, closing, promoting, offering);
        house.set(a % 6, b % 6, closing, promoting, offering);
    }

    private void freeze(Reference reference, Subject house) {
        String contact = PEOPLE.get(a % PEOPLE.size());
        String reason = reference.frozen.containsKey(contact) ? null : b % 2 == 0 ? "FROZEN" : "BUSY";
        if (reason == null) {
            reference.frozen.remove(contact);
        } else {
            reference.frozen.put(contact, reason);
        }
        house.freeze(contact, reason);
    }

    private static void same(String answer, String expected) {
        Assertions.assertThat(answer).isEqualTo(expected);
    }
}
