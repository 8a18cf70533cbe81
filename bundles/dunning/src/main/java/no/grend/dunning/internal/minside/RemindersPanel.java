package no.grend.dunning.internal.minside;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.dunning.internal.Dunning;
import no.grend.dunning.internal.Explanation;
import no.grend.dunning.internal.Timeline;
import no.grend.dunning.internal.rules.Proposal;
import no.grend.dunning.internal.store.Hold;
import no.grend.dunning.internal.store.Step;
import no.grend.dunning.internal.store.Step.Line.Kind;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** «Påminnelser»: which reminders the member got, what each fee and interest is for, and what happens next. */
@Component(service = Panel.class)
public final class RemindersPanel implements Panel {

    private static final int ORDER = 15;
    private static final int MOST = 50;

    private final Dunning dunning;

    @Activate
    public RemindersPanel(@Reference Dunning dunning) {
        this.dunning = dunning;
    }

    /** A letter. @param sent key of whether it is sent or will be @param reasons what its fee and interest are for */
    public record LetterCard(
            String level,
            String sent,
            LocalDate sentOn,
            LocalDate deadline,
            Ore fee,
            Ore interest,
            List<String> reasons) {}

    /** An invoice with its letters. @param next key of what happens next; @param nextOn null when no day is set */
    public record InvoiceCard(
            String id,
            long number,
            LocalDate dueDate,
            Ore open,
            String next,
            LocalDate nextOn,
            List<LetterCard> letters) {}

    @Override
    public String id() {
        return "reminders";
    }

    @Override
    public Slot slot() {
        return Slot.FINANCE;
    }

    @Override
    public int order() {
        return ORDER;
    }

    /** Who never got a reminder need not know that there are such. */
    @Override
    public boolean visibleTo(Actor member) {
        return !dunning.own(member, 1).isEmpty();
    }

    @Override
    public Optional<View> summary(Visit visit) {
        List<InvoiceCard> open =
                cards(visit).stream().filter(card -> card.open().isPositive()).toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(new View("summary.peb", Map.of("invoices", open)));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        if (request.post() || !request.path().isEmpty()) {
            return new Reply.NotFound();
        }
        return new Reply.Show(new View("page.peb", Map.of("invoices", cards(visit))));
    }

    private List<InvoiceCard> cards(Visit visit) {
        Map<String, List<Step>> byInvoice = new LinkedHashMap<>();
        for (Step step : dunning.own(visit.member(), MOST)) {
            byInvoice.computeIfAbsent(step.invoiceId(), id -> new ArrayList<>()).add(step);
        }
        List<InvoiceCard> cards = new ArrayList<>();
        byInvoice.forEach((invoice, steps) -> cards.add(card(
                dunning.timeline(visit.member(), invoice),
                steps,
                visit.language().getLanguage())));
        return cards;
    }

    private static InvoiceCard card(Timeline timeline, List<Step> steps, String language) {
        return new InvoiceCard(
                timeline.invoice().id(),
                timeline.invoice().number(),
                timeline.invoice().dueDate(),
                timeline.invoice().open(),
                next(timeline),
                timeline.next() instanceof Proposal.Letter letter ? letter.on() : null,
                steps.stream().map(step -> letter(step, language)).toList());
    }

    private static String next(Timeline timeline) {
        if (!timeline.invoice().open().isPositive()) {
            return "next.paid";
        }
        if (timeline.holds().stream().anyMatch(Hold::isOpen)) {
            return "next.disputed";
        }
        return timeline.next() instanceof Proposal.Letter letter ? "next." + letter.level() : "next.nothing";
    }

    private static LetterCard letter(Step step, String language) {
        return new LetterCard(
                "level." + step.level(),
                step.state() == Step.State.QUEUED ? "queued" : "sent",
                step.sentOn(),
                step.deadline(),
                step.fee(),
                step.interest(),
                step.lines().stream()
                        .filter(line -> line.kind() != Kind.NOTE)
                        .map(line -> Explanation.of(line.why()))
                        .map(why -> why.in(language) + (why.source() == null ? "" : " (" + why.source() + ")"))
                        .toList());
    }
}
