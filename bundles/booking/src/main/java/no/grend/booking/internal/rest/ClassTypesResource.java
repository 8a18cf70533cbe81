package no.grend.booking.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
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
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.store.ClassType;
import no.grend.booking.internal.store.Rules;
import no.grend.booking.internal.store.RulesTable.Stored;
import no.grend.booking.internal.timetable.ClassTypes;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Class types («timetyper») for staff, with the rules that each may have of its own. */
@Component(service = ClassTypesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("class-types")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "booking")
public final class ClassTypesResource {

    private final ClassTypes types;
    private final RuleBook rules;

    @Activate
    public ClassTypesResource(@Reference ClassTypes types, @Reference RuleBook rules) {
        this.types = types;
        this.rules = rules;
    }

    /** A class type as it is wanted. @param text what it is, for members; null for nothing */
    public record WantedType(String name, String text) {}

    /** A class type. */
    public record TypeView(String id, String name, String text) {

        static TypeView of(ClassType type) {
            return new TypeView(type.id(), type.name(), type.text());
        }
    }

    @POST
    @Operation(operationId = "createClassType", summary = "Create a class type")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TypeView.class)))
    public Response create(@Context SecurityContext security, WantedType wanted) {
        ClassType type = types.create(actor(security), Asked.body(wanted).name(), wanted.text());
        return Response.created(URI.create("class-types/" + type.id()))
                .tag(new ETag(type.version()).unquoted())
                .entity(TypeView.of(type))
                .build();
    }

    @GET
    @Operation(operationId = "classTypes", summary = "Class types, oldest first")
    public Page<TypeView> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return types.page(actor(security), limit, cursor).map(TypeView::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "classType", summary = "One class type")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TypeView.class)))
    public Response one(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(types.one(actor(security), id));
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "changeClassType", summary = "Change a class type's name and text")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TypeView.class)))
    public Response change(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            WantedType wanted) {
        int version = ETag.required(ifMatch).version();
        return answer(
                types.change(actor(security), id, version, Asked.body(wanted).name(), wanted.text()));
    }

    @GET
    @Path("{id}/rules")
    @Operation(
            operationId = "classTypeRules",
            summary = "The rules of a class type; what is null is as the organisation has it")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Rules.class)))
    public Response rules(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(rules.stored(actor(security), id));
    }

    @PUT
    @Path("{id}/rules")
    @Operation(operationId = "setClassTypeRules", summary = "Set the rules that a class type has of its own")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Rules.class)))
    public Response setRules(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            Rules wanted) {
        int version = ETag.required(ifMatch).version();
        return answer(rules.set(actor(security), id, Asked.body(wanted), version));
    }

    static Response answer(Stored stored) {
        return Response.ok(stored.rules())
                .tag(new ETag(stored.version()).unquoted())
                .build();
    }

    private static Response answer(ClassType type) {
        return Response.ok(TypeView.of(type))
                .tag(new ETag(type.version()).unquoted())
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
