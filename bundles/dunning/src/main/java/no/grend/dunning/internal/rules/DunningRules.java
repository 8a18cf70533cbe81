package no.grend.dunning.internal.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.grend.dunning.internal.rules.Debt.Taken;
import no.grend.dunning.internal.rules.Proposal.Charge;
import no.grend.dunning.internal.rules.Proposal.Letter;
import no.grend.dunning.internal.rules.Proposal.Nothing;
import no.grend.dunning.internal.rules.Reason.Percent;
import no.grend.kernel.Ore;

/** What shall happen next with an overdue invoice: the organisation's routine within the law. Pure, safe between threads. */
public final class DunningRules {

    private static final int DAYS_AFTER_INVOICE = 30;

    private final RuleBook book;
    private final Routine routine;

    public DunningRules(RuleBook book, Routine routine) {
        this.book = book;
        this.routine = routine;
    }

    /** The next letter and the first day it may be sent, which is today or later, or why there is none. */
    public Proposal next(Debt debt, LocalDate today) {
        Optional<Nothing> stopped = stopped(debt);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        LocalDate on = today;
        // The law of the day it is sent counts, and waiting may move that day past a change of law: at most one a set.
        for (int changes = 0; changes <= book.comingAfter(today).size() + 1; changes++) {
            Optional<RuleSet> set = book.on(on);
            if (set.isEmpty()) {
                return new Nothing(Reason.own("NO_RULES", on));
            }
            Proposal proposal = by(set.get(), debt, on);
            if (!(proposal instanceof Letter letter) || book.on(letter.on()).equals(set)) {
                return proposal;
            }
            on = letter.on();
        }
        return new Nothing(Reason.own("NO_RULES", on));
    }

    private Optional<Nothing> stopped(Debt debt) {
        if (!debt.open().isPositive()) {
            return Optional.of(new Nothing(Reason.own("PAID")));
        }
        if (debt.disputed()) {
            return Optional.of(new Nothing(Reason.own("DISPUTED")));
        }
        if (debt.open().compareTo(routine.smallest()) < 0) {
            return Optional.of(new Nothing(Reason.own("TOO_SMALL", routine.smallest())));
        }
        if (debt.last() != null && !debt.last().posted()) {
            return Optional.of(
                    new Nothing(Reason.own("LETTER_NOT_POSTED", debt.last().sentOn())));
        }
        return Optional.empty();
    }

    private Proposal by(RuleSet set, Debt debt, LocalDate today) {
        Taken last = debt.last();
        Optional<PlannedLetter> planned = routine.after(last == null ? null : last.level(), set);
        if (planned.isEmpty()) {
            return new Nothing(Reason.own(last == null ? "NO_LETTERS" : "ROUTINE_ENDED"));
        }
        PlannedLetter letter = planned.get();
        boolean noticeMissing =
                letter.level() == Level.PAYMENT_DEMAND && (last == null || last.level() != Level.COLLECTION_NOTICE);
        if (noticeMissing) {
            return new Nothing(Reason.by(set, "NOTICE_MISSING"));
        }
        Optional<Channel> channel =
                letter.channels().stream().filter(debt.reach()::contains).findFirst();
        return channel.<Proposal>map(way -> write(set, debt, letter, way, today))
                .orElseGet(() -> new Nothing(Reason.own("NOT_REACHABLE")));
    }

    private Letter write(RuleSet set, Debt debt, PlannedLetter planned, Channel channel, LocalDate today) {
        List<Reason> why = new ArrayList<>();
        FeeRule fees = new FeeRule(set, debt);
        LocalDate on = later(today, routineDay(debt, planned, why));
        if (planned.fee()) {
            on = waitForFee(fees, planned.level(), channel, on, why);
        }
        List<Charge> charges = new ArrayList<>();
        if (planned.fee()) {
            FeeRule.Answer fee = fees.ofLetter(planned.level(), channel, on);
            if (fee.charge() == null) {
                why.add(fee.why());
            } else {
                charges.add(fee.charge());
            }
        } else {
            why.add(Reason.own("FEE_NOT_WANTED"));
        }
        LocalDate interestUntil = interest(debt, planned, on, charges, why);
        LocalDate deadline = on.plusDays(deadlineDays(set, planned, channel, !charges.isEmpty()));
        return new Letter(planned.level(), on, deadline, channel, set.id(), charges, why, interestUntil);
    }

    /** The first day that the organisation's routine has for the letter. */
    private LocalDate routineDay(Debt debt, PlannedLetter planned, List<Reason> why) {
        Taken last = debt.last();
        LocalDate after = last == null ? debt.dueDate() : last.deadline();
        // Due and deadline are days on which payment is in time.
        LocalDate day = after.plusDays(Math.max(1, planned.waitDays()));
        why.add(Reason.own(last == null ? "AFTER_DUE" : "AFTER_DEADLINE", after, planned.waitDays()));
        day = waitForCollection(debt, day, why);
        if (debt.heldUntil() != null && day.isBefore(debt.heldUntil())) {
            why.add(Reason.own("HELD", debt.heldUntil()));
            day = debt.heldUntil();
        }
        return day;
    }

    /** The first letter waits for money that was to be collected by mandate, unless it is known why none comes (S4-52). */
    private LocalDate waitForCollection(Debt debt, LocalDate day, List<Reason> why) {
        if (debt.last() != null || !debt.collected()) {
            return day;
        }
        if (debt.uncollected() != null) {
            why.add(debt.uncollected());
            return day;
        }
        LocalDate until = debt.dueDate().plusDays(routine.collectedDays());
        if (!day.isBefore(until)) {
            return day;
        }
        why.add(Reason.own("COLLECTED", until));
        return until;
    }

    /** A letter that shall bear a fee waits until it may. */
    private static LocalDate waitForFee(FeeRule fees, Level level, Channel channel, LocalDate day, List<Reason> why) {
        if (!day.isBefore(fees.earliest())) {
            return day;
        }
        FeeRule.Answer then = fees.ofLetter(level, channel, fees.earliest());
        if (then.charge() == null) {
            return day;
        }
        why.add(Reason.own("WAITS_FOR_FEE", fees.earliest()));
        return fees.earliest();
    }

    private int deadlineDays(RuleSet set, PlannedLetter planned, Channel channel, boolean charged) {
        boolean lawful = charged || planned.level().isCollection();
        int days = lawful ? Math.max(planned.deadlineDays(), set.deadlineDays()) : planned.deadlineDays();
        return Math.max(1, days) + (channel == Channel.LETTER ? routine.postDays() : 0);
    }

    /** Adds the interest since the last time; gives the day until which it is asked for. */
    private LocalDate interest(Debt debt, PlannedLetter planned, LocalDate on, List<Charge> charges, List<Reason> why) {
        LocalDate before = debt.taken().stream()
                .map(Taken::interestUntil)
                .filter(day -> day != null)
                .reduce(null, (a, b) -> b);
        if (!planned.interest()) {
            return before;
        }
        LocalDate from = interestFrom(debt);
        LateInterest interest = new LateInterest(book, from, debt.owed());
        interest.unknownRates(on).forEach(halfYear -> why.add(Reason.own("RATE_UNKNOWN", halfYear)));
        Ore due = interest.until(on).minus(debt.interestTaken());
        if (!due.isPositive()) {
            return before;
        }
        List<LateInterest.Line> lines = interest.lines(before == null ? from : before, on);
        Ore sum = lines.stream().map(LateInterest.Line::amount).reduce(Ore.ZERO, Ore::plus);
        if (!sum.equals(due)) {
            // Something before was changed, as by a payment with an earlier date or a rate that came late: all of it
            // anew.
            lines = interest.lines(from, on);
            charges.add(new Charge(
                    Charge.Kind.INTEREST,
                    debt.interestTaken().negate(),
                    Reason.own("INTEREST_ANEW", debt.interestTaken())));
        }
        lines.forEach(line -> charges.add(charge(line)));
        return on;
    }

    private static Charge charge(LateInterest.Line line) {
        Reason why = Reason.by(
                line.rate(),
                "INTEREST",
                new Percent(line.rate().hundredths()),
                line.principal(),
                line.after().plusDays(1),
                line.until(),
                line.days(),
                line.daysInYear(),
                line.amount());
        return new Charge(Charge.Kind.INTEREST, line.amount(), why);
    }

    private LocalDate interestFrom(Debt debt) {
        return switch (routine.interestFrom()) {
            case DUE_DATE -> debt.dueDate();
            case THIRTY_DAYS_AFTER_INVOICE ->
                later(debt.dueDate(), debt.issuedOn().plusDays(DAYS_AFTER_INVOICE));
        };
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
