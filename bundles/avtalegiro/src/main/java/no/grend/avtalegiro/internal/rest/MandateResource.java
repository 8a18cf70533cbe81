package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.Mandates;
import no.grend.avtalegiro.internal.store.MandateEvent;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The members' mandates (FBO): where they stand and what the bank has told of them (S4-12). */
@Component(service = MandateResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("mandates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class MandateResource {

    private final Mandates mandates;

    @Activate
    public MandateResource(@Reference Mandates mandates) {
        this.mandates = mandates;
    }

    /** A mandate. @param since null when only its end was ever told */
    public record Item(
            int memberNumber,
            Status status,
            String kid,
            boolean writtenNotice,
            LocalDate since,
            LocalDate endedOn,
            List<Told> history) {}

    /** Where a mandate stands. */
    public enum Status {
        ACTIVE,
        ENDED
    }

    /** One thing the bank told. @param registrationType 0 part of a full list, 1 new or changed, 2 deleted */
    public record Told(
            LocalDate receivedOn,
            int registrationType,
            String kid,
            boolean writtenNotice,
            String source,
            String effect) {}

    @GET
    @Operation(operationId = "mandates", summary = "Mandates with their history; of one member or of all")
    public Page<Item> mandates(
            @Context SecurityContext security,
            @QueryParam("memberNumber") String memberNumber,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return mandates.mandates(Fields.actor(security), Fields.memberNumber(memberNumber), limit, cursor)
                .map(MandateResource::item);
    }

    private static Item item(Mandates.Told told) {
        return new Item(
                told.mandate().memberNumber(),
                told.mandate().active() ? Status.ACTIVE : Status.ENDED,
                told.mandate().kid(),
                told.mandate().writtenNotice(),
                told.mandate().since(),
                told.mandate().endedOn(),
                told.history().stream().map(MandateResource::event).toList());
    }

    private static Told event(MandateEvent event) {
        return new Told(
                event.receivedOn(),
                event.registrationType(),
                event.kid(),
                event.writtenNotice(),
                event.source(),
                event.effect().name());
    }
}
