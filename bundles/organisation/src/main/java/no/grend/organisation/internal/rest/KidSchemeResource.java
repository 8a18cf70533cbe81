package no.grend.organisation.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Oslo;
import no.grend.organisation.Organisation.KidSchemeUse;
import no.grend.organisation.internal.KidSchemes;
import no.grend.organisation.internal.OrganisationProfile;
import no.grend.organisation.internal.store.StoredProfile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Which scheme new KIDs are made by, from when («KID-oppsett»). KIDs of earlier schemes are read all the same. */
@Component(service = KidSchemeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("organisation/kid-schemes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "organisation")
public final class KidSchemeResource {

    private final OrganisationProfile organisation;
    private final KidSchemes schemes;
    private final Clock clock;

    @Activate
    public KidSchemeResource(
            @Reference OrganisationProfile organisation, @Reference KidSchemes schemes, @Reference Clock clock) {
        this.organisation = organisation;
        this.schemes = schemes;
        this.clock = clock;
    }

    /** Where a scheme stands. */
    public enum State {
        /** New KIDs are made by another; its own are still read. */
        EARLIER,
        /** New KIDs are made by it. */
        IN_EFFECT,
        /** Takes effect later. */
        PLANNED
    }

    /** A scheme and its date. */
    public record Item(String scheme, LocalDate validFrom, State state) {}

    /** All of them, in order of time. @param installed the schemes that can be chosen */
    public record Answer(List<Item> schemes, List<String> installed) {}

    /** A change of scheme. @param validFrom a day after today */
    public record Wanted(String scheme, String validFrom) {}

    @GET
    @Operation(operationId = "kidSchemes", summary = "Which scheme KIDs were and will be made by, in order of time")
    public Answer list(@Context SecurityContext security) {
        return answer(organisation.read((Actor) security.getUserPrincipal()));
    }

    @POST
    @Operation(operationId = "planKidScheme", summary = "Make new KIDs by another scheme from a day after today")
    public Response plan(@Context SecurityContext security, Wanted wanted) {
        String scheme = Asked.text("scheme", Asked.body(wanted).scheme(), "give the id of an installed KID scheme");
        LocalDate validFrom = Asked.date("validFrom", wanted.validFrom());
        StoredProfile changed =
                organisation.plan((Actor) security.getUserPrincipal(), new KidSchemeUse(validFrom, scheme));
        return Response.status(Response.Status.CREATED).entity(answer(changed)).build();
    }

    @DELETE
    @Path("{validFrom}")
    @Operation(operationId = "takeBackKidScheme", summary = "Take back a change of scheme that has not taken effect")
    public Response unplan(@Context SecurityContext security, @PathParam("validFrom") String validFrom) {
        organisation.unplan((Actor) security.getUserPrincipal(), Asked.date("validFrom", validFrom));
        return Response.noContent().build();
    }

    private Answer answer(StoredProfile stored) {
        LocalDate today = Oslo.today(clock);
        KidSchemeUse now = KidSchemeUse.on(stored.kidSchemes(), today);
        List<Item> items = stored.kidSchemes().stream()
                .map(use -> new Item(use.scheme(), use.validFrom(), state(use, now, today)))
                .toList();
        return new Answer(items, schemes.ids());
    }

    private static State state(KidSchemeUse use, KidSchemeUse now, LocalDate today) {
        if (use.validFrom().isAfter(today)) {
            return State.PLANNED;
        }
        return use.equals(now) ? State.IN_EFFECT : State.EARLIER;
    }
}
