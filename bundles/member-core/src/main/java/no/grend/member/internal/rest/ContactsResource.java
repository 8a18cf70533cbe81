package no.grend.member.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Objects;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import no.grend.identity.Actor;
import no.grend.identity.MemberSessions;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.member.NewContact;
import no.grend.member.internal.ContactRegister;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.Registrations;
import no.grend.member.internal.store.StoredContact;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Contacts («kontakter») for staff. */
@Component(service = ContactsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("contacts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "contacts")
public final class ContactsResource {

    private final ContactRegister register;
    private final Registrations registrations;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MemberSessions sessions;

    @Activate
    public ContactsResource(@Reference MemberCore core) {
        this.register = core.contacts();
        this.registrations = core.registrations();
    }

    ContactsResource(MemberCore core, MemberSessions sessions) {
        this(core);
        this.sessions = sessions;
    }

    @POST
    @Operation(
            operationId = "registerContact",
            summary = "Registers a person or an organisation",
            description = "The answer tells in possibleDuplicates of contacts that it may be the same as. A national"
                    + " identity number or organisation number that another contact has is refused with 409.")
    @ApiResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = ContactView.class)))
    public Response register(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, NewContact contact) {
        Actor actor = actor(security);
        StoredContact stored = registrations.register(actor, Asked.body(contact), IdempotencyKey.of(key, contact));
        return Response.created(URI.create("contacts/" + stored.contact().id()))
                .tag(new ETag(stored.version()).unquoted())
                .entity(ContactView.full(stored, register, register.possibleDuplicates(actor, stored)))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getContact", summary = "One contact; the national identity number is masked")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ContactView.class)))
    public Response get(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(register.required(actor(security), id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeContact",
            summary = "Changes the fields that are sent; null takes a field away",
            description = "Another e-mail or mobile signs the member out of Min Side.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ContactView.class)))
    public Response change(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            JsonNode patch) {
        return answer(changed(actor(security), id, ifMatch, patch));
    }

    /** Changes the contact, and signs the member out of Min Side when another may have the address now. */
    StoredContact changed(Actor actor, String id, String ifMatch, JsonNode patch) {
        ETag seen = ETag.required(ifMatch);
        ContactPatch change = new ContactPatch(Asked.body(patch));
        StoredContact before = register.required(actor, id);
        StoredContact after = register.change(actor, id, seen.version(), change);
        MemberSessions signedIn = sessions;
        if (signedIn != null && signsInOtherwise(before, after)) {
            signedIn.signOutAll(id);
        }
        return after;
    }

    /** Whoever was signed in by the old address may not be the one who has the new. */
    private static boolean signsInOtherwise(StoredContact before, StoredContact after) {
        return !Objects.equals(before.contact().email(), after.contact().email())
                || !Objects.equals(before.contact().mobile(), after.contact().mobile());
    }

    @GET
    @Operation(
            operationId = "searchContacts",
            summary = "Contacts whose name, e-mail, mobile or member number begin with every word of q")
    public Page<ContactView> search(
            @Context SecurityContext security,
            @QueryParam("q") String query,
            @QueryParam("cannotSignIn") boolean cannotSignIn,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Page<StoredContact> page = cannotSignIn
                ? register.withoutIdentifier(actor(security), limit, cursor)
                : register.search(actor(security), query, limit, cursor);
        return page.map(ContactView::inList);
    }

    @GET
    @Path("{id}/national-identity-number")
    @Operation(operationId = "readNationalIdentityNumber", summary = "The full number; every read is audited")
    public NationalIdentityNumberView nationalIdentityNumber(
            @Context SecurityContext security, @PathParam("id") String id, @QueryParam("why") String why) {
        return new NationalIdentityNumberView(register.nationalIdentityNumber(actor(security), id, why));
    }

    private Response answer(StoredContact stored) {
        return Response.ok(ContactView.full(stored, register))
                .tag(new ETag(stored.version()).unquoted())
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }

    /** The full number, and nothing else. */
    record NationalIdentityNumberView(String nationalIdentityNumber) {}
}
