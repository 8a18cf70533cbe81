package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.Terminations;
import no.grend.member.internal.rest.TerminationsResource.TerminationView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who has given notice («oppsigelser som løper») for staff. */
@Component(service = NoticesGivenResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("terminations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "memberships")
public final class NoticesGivenResource {

    private final Terminations terminations;

    @Activate
    public NoticesGivenResource(@Reference MemberCore core) {
        this.terminations = core.terminations();
    }

    @GET
    @Operation(
            operationId = "listNoticesGiven",
            summary = "Notices that stand, of memberships whose last day is not over, oldest first")
    public Page<TerminationView> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return terminations
                .toCome((Actor) security.getUserPrincipal(), limit, cursor)
                .map(TerminationView::of);
    }
}
