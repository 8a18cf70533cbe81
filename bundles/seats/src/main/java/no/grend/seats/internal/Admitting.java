package no.grend.seats.internal;

import java.util.Optional;
import java.util.Set;
import no.grend.seats.Admission;
import no.grend.seats.internal.rules.Answers;
import no.grend.seats.internal.rules.Rules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people in from the list («opprykk»). The owner is asked who may come outside any transaction; then whoever is first now
 * is let in if it was said that they may. Others may have changed the list meanwhile, so that somebody is first about whom
 * nothing was said: then it is asked again. Safe between threads.
 */
final class Admitting {

    private static final Logger LOG = LoggerFactory.getLogger(Admitting.class);

    /** So often at most in one call; the rest is due. */
    private static final int MOST_ROUNDS = 1_000;

    private final Transactions transactions;

    Admitting(Transactions transactions) {
        this.transactions = transactions;
    }

    /** One step: how many events it made, and whom to ask about before the next one. */
    private record Step(int events, Set<String> toAsk) {}

    /** Whom to ask about because a seat is free and they are next, when nothing is known yet. */
    static Set<String> next(Rules rules) {
        return rules.promote(new Answers());
    }

    /**
     * Goes on from a call that found out whom to ask about. That call is done whatever happens here.
     *
     * @return whether anything may have changed
     */
    boolean letIn(String offeringId, Set<String> toAsk, Admission admission) {
        if (toAsk.isEmpty()) {
            return false;
        }
        try {
            promote(offeringId, toAsk, new Answers(), admission);
        } catch (RuntimeException e) {
            LOG.warn("Nobody was let in from the list of {} for now; it is due for the next round", offeringId, e);
        }
        return true;
    }

    /** @return how many events that made; empty when there is no such offering */
    Optional<Integer> settle(String offeringId, Admission admission) {
        Answers answers = new Answers();
        Optional<Step> looked = transactions.run(desk -> {
            int before = desk.events();
            return desk.rules(offeringId).map(rules -> new Step(desk.events() - before, rules.toAskOfSeated(answers)));
        });
        if (looked.isEmpty()) {
            return Optional.empty();
        }
        ask(offeringId, looked.get().toAsk(), answers, admission);
        Step first = transactions.run(desk -> {
            int before = desk.events();
            Rules rules = desk.rules(offeringId).orElseThrow();
            rules.sendAway(answers);
            Set<String> toAsk = rules.promote(answers);
            return new Step(desk.events() - before, toAsk);
        });
        int promoted = promote(offeringId, first.toAsk(), answers, admission);
        return Optional.of(looked.get().events() + first.events() + promoted);
    }

    private int promote(String offeringId, Set<String> first, Answers answers, Admission admission) {
        int events = 0;
        Set<String> toAsk = first;
        for (int round = 0; !toAsk.isEmpty() && round < MOST_ROUNDS; round++) {
            ask(offeringId, toAsk, answers, admission);
            Step step = transactions.run(desk -> {
                int before = desk.events();
                Set<String> more = desk.rules(offeringId).orElseThrow().promote(answers);
                return new Step(desk.events() - before, more);
            });
            events += step.events();
            toAsk = step.toAsk();
        }
        return events;
    }

    private static void ask(String offeringId, Set<String> contacts, Answers answers, Admission admission) {
        if (!contacts.isEmpty()) {
            answers.add(contacts, admission.refused(offeringId, contacts));
        }
    }
}
