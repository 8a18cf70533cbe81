package no.grend.member.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
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
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.NewContact;
import no.grend.member.internal.ContactRegister;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.store.StoredContact;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
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

    @Activate
    public ContactsResource(@Reference MemberCore core) {
        this.register = core.contacts();
    }

    @POST
    @Operation(operationId = "registerContact", summary = "Registers a person or an organisation")
    public Response register(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, NewContact contact) {
        if (contact == null) {
            throw Problem.invalid(null, "BODY_MISSING", "Send the contact as a JSON object.");
        }
        StoredContact stored = register.register(actor(security), contact, IdempotencyKey.of(key, contact));
        return Response.created(URI.create("contacts/" + stored.contact().id()))
                .tag(Version.tag(stored.version()))
                .entity(ContactView.full(stored, register))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getContact", summary = "One contact; the national identity number is masked")
    public Response get(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(register.required(actor(security), id));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(operationId = "changeContact", summary = "Changes the fields that are sent; null takes a field away")
    public Response change(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            JsonNode patch) {
        int version = Version.required(ifMatch);
        return answer(register.change(actor(security), id, version, new ContactPatch(patch)));
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
                .tag(Version.tag(stored.version()))
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }

    /** The full number, and nothing else. */
    record NationalIdentityNumberView(String nationalIdentityNumber) {}
}
