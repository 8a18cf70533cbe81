package no.grend.ledger.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Page;
import no.grend.ledger.Ledger;
import no.grend.ledger.LedgerEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The numbered feed of what happened in the ledger, for systems beside this one. */
@Component(service = LedgerEventResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("ledger-events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "ledger-events")
public final class LedgerEventResource {

    private final Ledger ledger;

    @Activate
    public LedgerEventResource(@Reference Ledger ledger) {
        this.ledger = ledger;
    }

    /** Events after a number. @param next the number to go on from; the one asked with when there was nothing new */
    public record Events(List<LedgerEvent> items, long next) {}

    @GET
    @Operation(operationId = "ledgerEvents", summary = "What happened after a number, in order and without gaps")
    public Events after(
            @Context SecurityContext security,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") Integer limit) {
        actor(security).require(Permission.LEDGER_READ);
        List<LedgerEvent> events = ledger.eventsAfter(after, Page.limit(limit));
        return new Events(
                events, events.isEmpty() ? after : events.get(events.size() - 1).number());
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
