package no.grend.message.internal;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.internal.store.OutboxStore;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

/** Times storing messages one by one and five hundred together. Run by hand: {@code OutboxRates 5000}. Not a test. */
final class OutboxRates {

    private static final int TOGETHER = 500;

    private OutboxRates() {}

    public static void main(String[] arguments) {
        int messages = Integer.parseInt(arguments[0]);
        for (Dialect dialect : Dialect.values()) {
            try (TestDatabase fresh = TestDatabase.fresh(dialect)) {
                OutboxStore store = new OutboxStore(fresh.database("messaging", Outbox.class));
                Outbox outbox = new Outbox(store, MutableClock.noonOf("2026-11-21"), channel -> true);
                time(dialect + " warm-up", some("warm", messages), all -> all.forEach(outbox::send));
                time(dialect + " one by one", some("one", messages), all -> all.forEach(outbox::send));
                time(dialect + " together, warm-up", some("warmer", messages), all -> together(outbox, all));
                time(dialect + " together", some("many", messages), all -> together(outbox, all));
            }
        }
    }

    private static void together(Outbox outbox, List<Message> all) {
        for (int from = 0; from < all.size(); from += TOGETHER) {
            outbox.sendAll(all.subList(from, Math.min(all.size(), from + TOGETHER)));
        }
    }

    private static List<Message> some(String prefix, int messages) {
        return IntStream.range(0, messages)
                .mapToObj(number -> new Message(
                        prefix + ":" + number,
                        Channel.EMAIL,
                        "m" + number + "@example.org",
                        "Varsel: trekkes med AvtaleGiro 15.01.2027",
                        "450,00 kr trekkes fra kontoen din med AvtaleGiro 15.01.2027.\n".repeat(8),
                        false))
                .toList();
    }

    private static void time(String what, List<Message> all, Consumer<List<Message>> work) {
        long begun = System.nanoTime();
        work.accept(all);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        System.out.println(what + ": " + all.size() + " in " + millis + " ms, "
                + all.size() * 1000L / Math.max(1, millis) + " a second");
    }
}
