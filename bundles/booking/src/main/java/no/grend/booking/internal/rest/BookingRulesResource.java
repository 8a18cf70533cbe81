package no.grend.booking.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.store.Rules;
import no.grend.booking.internal.store.RulesTable;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The organisation's rules of booking («bestillingsregler») for staff. */
@Component(service = BookingRulesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("booking-rules")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class BookingRulesResource {

    private final RuleBook rules;

    @Activate
    public BookingRulesResource(@Reference RuleBook rules) {
        this.rules = rules;
    }

    @GET
    @Operation(operationId = "bookingRules", summary = "The organisation's rules of booking")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Rules.class)))
    public Response rules(@Context SecurityContext security) {
        return ClassTypesResource.answer(rules.stored((Actor) security.getUserPrincipal(), RulesTable.ORGANISATION));
    }

    @PUT
    @Operation(
            operationId = "setBookingRules",
            summary = "Set the organisation's rules of booking",
            description = "In minutes before the class begins. What is null is as Grend comes; 0 is none.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Rules.class)))
    public Response set(@Context SecurityContext security, @HeaderParam("If-Match") String ifMatch, Rules wanted) {
        int version = ETag.required(ifMatch).version();
        return ClassTypesResource.answer(
                rules.set((Actor) security.getUserPrincipal(), RulesTable.ORGANISATION, Asked.body(wanted), version));
    }
}
