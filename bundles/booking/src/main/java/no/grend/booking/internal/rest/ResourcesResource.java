package no.grend.booking.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.booking.internal.resource.ResourceHours;
import no.grend.booking.internal.resource.Resources;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.Terms;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Resources («ressurser»): halls, courts, instructors, for staff. */
@Component(service = ResourcesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("resources")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class ResourcesResource {

    private final Resources resources;
    private final ResourceHours hours;

    @Activate
    public ResourcesResource(@Reference Resources resources, @Reference ResourceHours hours) {
        this.resources = resources;
        this.hours = hours;
    }

    /** Open on a day of the week. @param weekday 1 is Monday @param from {@code 08:00} @param to {@code 24:00} at the latest */
    public record OpenHours(int weekday, String from, String to) {}

    /**
     * When and how it can be reserved.
     *
     * @param slotMinutes for so long at a time, or a whole number of times as long
     * @param daysAhead how many days ahead
     * @param cancelMinutes members may give it back until so long before
     * @param price for each slot; null is free
     * @param memberPrice for each slot, of active members; null when everybody pays the price
     * @param mostSlots how many in a row; null is 1, and 0 is as many as it is open for
     * @param mostComing how many reservations to come each may have of it; null and 0 are as many as they like
     */
    public record TermsView(
            int slotMinutes,
            int daysAhead,
            int cancelMinutes,
            Ore price,
            Ore memberPrice,
            Integer mostSlots,
            Integer mostComing,
            List<OpenHours> hours) {

        static TermsView of(Terms terms) {
            return new TermsView(
                    terms.slotMinutes(),
                    terms.daysAhead(),
                    terms.cancelMinutes(),
                    terms.price(),
                    terms.memberPrice(),
                    terms.mostSlots(),
                    terms.mostComing(),
                    terms.hours().stream()
                            .map(hours ->
                                    new OpenHours(hours.weekday(), clock(hours.fromMinute()), clock(hours.toMinute())))
                            .toList());
        }

        Terms terms() {
            return new Terms(
                    slotMinutes,
                    daysAhead,
                    cancelMinutes,
                    price,
                    memberPrice,
                    mostSlots == null ? 1 : mostSlots,
                    mostComing == null ? 0 : mostComing,
                    Asked.given("hours", hours, "say when it is open").stream()
                            .map(each -> new Terms.Hours(
                                    each.weekday(),
                                    ResourceHours.minute("from", each.from()),
                                    ResourceHours.minute("to", each.to())))
                            .toList());
        }

        private static String clock(int minute) {
            return "%02d:%02d".formatted(minute / 60, minute % 60);
        }
    }

    @PUT
    @Path("{id}/terms")
    @Operation(operationId = "setResourceTerms", summary = "Set when and how a resource can be reserved")
    public TermsView setTerms(@Context SecurityContext security, @PathParam("id") String id, TermsView wanted) {
        return TermsView.of(hours.setTerms(
                (Actor) security.getUserPrincipal(), id, Asked.body(wanted).terms()));
    }

    @GET
    @Path("{id}/terms")
    @Operation(operationId = "resourceTerms", summary = "When and how a resource can be reserved")
    public TermsView terms(@Context SecurityContext security, @PathParam("id") String id) {
        return TermsView.of(hours.terms((Actor) security.getUserPrincipal(), id));
    }

    @GET
    @Path("{id}/slots")
    @Operation(operationId = "resourceSlots", summary = "The slots of a day, and whether each is free")
    public Page<ResourceHours.FreeSlot> slots(
            @Context SecurityContext security, @PathParam("id") String id, @QueryParam("day") LocalDate day) {
        return new Page<>(
                hours.slots(
                        (Actor) security.getUserPrincipal(),
                        id,
                        Asked.given("day", day, "give a date such as 2027-01-15")),
                null);
    }

    /** A resource that is wanted. */
    public record WantedResource(Resource.Kind kind, String name) {}

    /** A resource. */
    public record ResourceView(String id, Resource.Kind kind, String name) {

        static ResourceView of(Resource resource) {
            return new ResourceView(resource.id(), resource.kind(), resource.name());
        }
    }

    @POST
    @Operation(operationId = "createResource", summary = "Create a resource: a hall, a court, an instructor")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ResourceView.class)))
    public Response create(@Context SecurityContext security, WantedResource wanted) {
        Resource resource = resources.create(
                (Actor) security.getUserPrincipal(), Asked.body(wanted).kind(), wanted.name());
        return Response.created(URI.create("resources/" + resource.id()))
                .entity(ResourceView.of(resource))
                .build();
    }

    @GET
    @Operation(operationId = "resources", summary = "Resources, oldest first")
    public Page<ResourceView> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return resources
                .page((Actor) security.getUserPrincipal(), limit, cursor)
                .map(ResourceView::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "resource", summary = "One resource")
    public ResourceView one(@Context SecurityContext security, @PathParam("id") String id) {
        return ResourceView.of(resources.one((Actor) security.getUserPrincipal(), id));
    }
}
