package no.grend.joining.internal.minside;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.joining.internal.Applications;
import no.grend.member.Joining;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** «Nytt medlemskap» (S1-12): leads a member who is signed in to what can be joined; there while joining is open. */
@Component(service = Panel.class)
public final class OffersPanel implements Panel {

    private static final int ORDER = 20;

    private final Applications applications;
    private final Offers offers;

    @Activate
    public OffersPanel(@Reference Applications applications, @Reference Joining joining, @Reference Clock clock) {
        this.applications = applications;
        this.offers = new Offers(joining, clock);
    }

    @Override
    public String id() {
        return "offers";
    }

    @Override
    public Slot slot() {
        return Slot.PROFILE;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean visibleTo(Actor member) {
        return applications.isOpen();
    }

    /** Members need no card about what they have already; the menu is enough. */
    @Override
    public Optional<View> summary(Visit visit) {
        return Optional.empty();
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        if (request.post() || !request.path().isEmpty()) {
            return new Reply.NotFound();
        }
        return new Reply.Show(
                new View("list.peb", Map.of("offers", offers.of(visit.member().contactId(), visit.language()))));
    }
}
