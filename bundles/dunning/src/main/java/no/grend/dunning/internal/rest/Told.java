package no.grend.dunning.internal.rest;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import no.grend.dunning.internal.Explanation;
import no.grend.dunning.internal.Timeline;
import no.grend.dunning.internal.rules.Proposal;
import no.grend.dunning.internal.rules.Proposal.Nothing;
import no.grend.dunning.internal.store.Hold;
import no.grend.dunning.internal.store.Step;
import no.grend.kernel.Ore;

/** The shapes of the answers. */
final class Told {

    private Told() {}

    /** A fee, interest or note with its reason. */
    record Line(String kind, Ore amount, Explanation why) {}

    /**
     * A letter.
     *
     * @param state {@code BEGUN}, {@code QUEUED}, {@code SENT} or {@code WITHDRAWN}
     * @param sentOn of one that waits for the post the last day it may be posted
     */
    record Letter(
            String id,
            String invoiceId,
            long invoiceNumber,
            String level,
            String channel,
            String state,
            LocalDate madeOn,
            LocalDate sentOn,
            LocalDate deadline,
            Ore principal,
            Ore earlierCharges,
            Ore fee,
            Ore interest,
            Ore total,
            String ruleSet,
            String withdrawnWhy,
            List<Line> explanations) {

        static Letter of(Step step) {
            return new Letter(
                    step.id(),
                    step.invoiceId(),
                    step.invoiceNumber(),
                    step.level().name(),
                    step.channel().name(),
                    step.state().name(),
                    step.begunOn(),
                    step.sentOn(),
                    step.deadline(),
                    step.principal(),
                    step.earlier(),
                    step.fee(),
                    step.interest(),
                    step.total(),
                    step.ruleSet(),
                    step.withdrawnWhy(),
                    step.lines().stream()
                            .map(line -> new Line(line.kind().name(), line.amount(), Explanation.of(line.why())))
                            .toList());
        }
    }

    /** A hold. @param liftedOn null while it lasts, as is outcome */
    record Dispute(String reason, LocalDate since, String outcome, LocalDate liftedOn, int version) {

        static Dispute of(Hold hold) {
            return new Dispute(
                    hold.reason(),
                    hold.since(),
                    hold.outcome() == null ? null : hold.outcome().name(),
                    hold.liftedOn(),
                    hold.version());
        }
    }

    /**
     * What happens next.
     *
     * @param level null when nothing does, and then all but the explanations are null
     */
    record Next(
            String level,
            LocalDate on,
            LocalDate deadline,
            String channel,
            Ore fee,
            Ore interest,
            String ruleSet,
            List<Line> explanations) {

        static Next of(Proposal proposal) {
            if (proposal instanceof Proposal.Letter letter) {
                List<Line> lines = Stream.concat(
                                letter.charges().stream()
                                        .map(charge -> new Line(
                                                charge.kind().name(), charge.amount(), Explanation.of(charge.why()))),
                                letter.why().stream().map(why -> new Line("NOTE", Ore.ZERO, Explanation.of(why))))
                        .toList();
                return new Next(
                        letter.level().name(),
                        letter.on(),
                        letter.deadline(),
                        letter.channel().name(),
                        letter.fee(),
                        letter.interest(),
                        letter.ruleSet(),
                        lines);
            }
            Line why = new Line("NOTE", Ore.ZERO, Explanation.of(((Nothing) proposal).why()));
            return new Next(null, null, null, null, null, null, null, List.of(why));
        }
    }

    /** An invoice's dunning. */
    record InvoiceDunning(
            String invoiceId,
            long invoiceNumber,
            LocalDate dueDate,
            Ore principal,
            Ore fees,
            Ore interest,
            Ore total,
            boolean disputed,
            List<Letter> letters,
            List<Dispute> disputes,
            Next next) {

        static InvoiceDunning of(Timeline timeline) {
            return new InvoiceDunning(
                    timeline.invoice().id(),
                    timeline.invoice().number(),
                    timeline.invoice().dueDate(),
                    timeline.invoice().outstanding().principal(),
                    timeline.invoice().outstanding().fees(),
                    timeline.invoice().outstanding().interest(),
                    timeline.invoice().outstanding().total(),
                    timeline.holds().stream().anyMatch(Hold::isOpen),
                    timeline.letters().stream().map(Letter::of).toList(),
                    timeline.holds().stream().map(Dispute::of).toList(),
                    Next.of(timeline.next()));
        }
    }
}
