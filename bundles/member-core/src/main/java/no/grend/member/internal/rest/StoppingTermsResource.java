package no.grend.member.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.StoppingRules;
import no.grend.member.internal.store.StoppingTerms;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What a category asks of members who stop («oppsigelsesvilkår») for staff. */
@Component(service = StoppingTermsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("membership-categories/{id}/stopping-terms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "memberships")
public final class StoppingTermsResource {

    private final StoppingRules rules;

    @Activate
    public StoppingTermsResource(@Reference MemberCore core) {
        this.rules = core.stoppingRules();
    }

    /**
     * Terms for stopping.
     *
     * @param from the first day of the memberships that they hold for
     * @param noticeMonths from the day that notice is given; null is 0
     * @param toMonthEnd whether the notice runs on to the end of that month; null is no
     * @param bindingMonths from the first day of the membership; null is 0
     */
    public record NewTerms(LocalDate from, Integer noticeMonths, Boolean toMonthEnd, Integer bindingMonths) {

        StoppingTerms terms() {
            return new StoppingTerms(
                    from, orNone(noticeMonths), Boolean.TRUE.equals(toMonthEnd), orNone(bindingMonths));
        }

        private static int orNone(Integer months) {
            return months == null ? 0 : months;
        }
    }

    @GET
    @Operation(
            operationId = "listStoppingTerms",
            summary = "A category's terms for stopping, by the day from which memberships begin on them")
    public Page<StoppingTerms> list(@Context SecurityContext security, @PathParam("id") String id) {
        return page(rules.ofCategory(actor(security), id));
    }

    @POST
    @Operation(
            operationId = "setStoppingTerms",
            summary = "Sets the terms of memberships that begin on a day or later, in place of those of that very day")
    @ApiResponse(responseCode = "200", description = "All terms of the category")
    public Page<StoppingTerms> set(@Context SecurityContext security, @PathParam("id") String id, NewTerms asked) {
        return page(rules.set(actor(security), id, Asked.body(asked).terms()));
    }

    private static Page<StoppingTerms> page(List<StoppingTerms> terms) {
        return new Page<>(terms, null);
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
