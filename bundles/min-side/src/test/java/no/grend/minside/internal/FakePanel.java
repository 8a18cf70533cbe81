package no.grend.minside.internal;

import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;

/** A panel whose behaviour a test chooses; its texts and templates are test resources. */
class FakePanel implements Panel {

    private final String id;
    private final Slot slot;
    private final int order;
    private final Map<String, Object> summary;

    FakePanel(String id, Slot slot, int order, Map<String, Object> summary) {
        this.id = id;
        this.slot = slot;
        this.order = order;
        this.summary = summary;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Slot slot() {
        return slot;
    }

    @Override
    public int order() {
        return order;
    }

    @Override
    public boolean visibleTo(Actor member) {
        return true;
    }

    @Override
    public Optional<View> summary(Visit visit) throws Exception {
        return Optional.of(new View("summary.peb", summary));
    }

    @Override
    public Reply handle(Visit visit, Request request) throws Exception {
        return new Reply.NotFound();
    }
}
