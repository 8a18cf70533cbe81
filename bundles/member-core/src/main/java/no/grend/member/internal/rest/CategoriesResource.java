package no.grend.member.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Iterator;
import java.util.Set;
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
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.Categories;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.PricingRules;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;
import no.grend.member.internal.store.StoredCategory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Membership categories («medlemskategorier») for staff. */
@Component(service = CategoriesResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("membership-categories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "memberships")
public final class CategoriesResource {

    private static final Set<String> CHANGEABLE = Set.of(
            "name",
            "price",
            "periodsFrom",
            "proration",
            "joiningFee",
            "familyDiscountPercent",
            "familyDiscount",
            "wholeKroner",
            "online");
    private static final Set<String> FIXED = Set.of("period", "kind");

    private final Categories categories;

    @Activate
    public CategoriesResource(@Reference MemberCore core) {
        this.categories = core.categories();
    }

    /**
     * What a category is created from.
     *
     * @param period ISO 8601, {@code P1Y}
     * @param periodsFrom the day of the year that periods begin on, {@code 01-01}; null: with each membership
     * @param proration of a first period that is not a whole one; null is {@code NONE}
     * @param joiningFee «innmeldingsavgift», once a person; null for none
     * @param familyDiscountPercent 1-100 of the price, for the second and later persons of a household; null for none
     * @param familyDiscount an amount instead; null for none
     * @param wholeKroner whether what is reckoned out is rounded to whole kroner; null is no
     */
    public record NewCategory(
            String name,
            Ore price,
            String period,
            CategoryKind kind,
            String periodsFrom,
            Proration proration,
            Ore joiningFee,
            Integer familyDiscountPercent,
            Ore familyDiscount,
            Boolean wholeKroner) {

        Pricing pricing() {
            return new Pricing(
                    PricingRules.periodsFrom(periodsFrom),
                    proration == null ? Proration.NONE : proration,
                    joiningFee == null ? Ore.ZERO : joiningFee,
                    PricingRules.family(familyDiscountPercent, familyDiscount),
                    Boolean.TRUE.equals(wholeKroner));
        }
    }

    /** A category as staff read it; the fields as when it is created. @param online whether it can be joined on the web */
    record CategoryView(
            String id,
            String name,
            Ore price,
            String period,
            CategoryKind kind,
            String periodsFrom,
            Proration proration,
            Ore joiningFee,
            Integer familyDiscountPercent,
            Ore familyDiscount,
            boolean wholeKroner,
            boolean online) {
        static CategoryView of(StoredCategory stored) {
            Pricing pricing = stored.pricing();
            FamilyDiscount family = pricing.family();
            return new CategoryView(
                    stored.id(),
                    stored.name(),
                    stored.price(),
                    stored.period().toString(),
                    stored.kind(),
                    pricing.periodsFrom() == null
                            ? null
                            : pricing.periodsFrom().toString().substring(2),
                    pricing.proration(),
                    pricing.joiningFee(),
                    family == null ? null : family.percent(),
                    family == null ? null : family.amount(),
                    pricing.wholeKroner(),
                    stored.online());
        }
    }

    @POST
    @Operation(operationId = "createMembershipCategory", summary = "Creates a category with its price for each period")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CategoryView.class)))
    public Response create(
            @Context SecurityContext security, @HeaderParam("Idempotency-Key") String key, NewCategory category) {
        Asked.body(category);
        StoredCategory stored = categories.create(
                actor(security),
                category.name(),
                category.price(),
                category.period(),
                category.kind(),
                category.pricing(),
                IdempotencyKey.of(key, category));
        return Response.created(URI.create("membership-categories/" + stored.id()))
                .tag(new ETag(stored.version()).unquoted())
                .entity(CategoryView.of(stored))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getMembershipCategory", summary = "One category")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CategoryView.class)))
    public Response get(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(categories.required(actor(security), id));
    }

    @GET
    @Operation(operationId = "listMembershipCategories", summary = "Categories, oldest first")
    public Page<CategoryView> list(
            @Context SecurityContext security,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return categories.page(actor(security), limit, cursor).map(CategoryView::of);
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeMembershipCategory",
            summary = "Changes name, price and pricing, for invoices from now on, and whether it is joined on the web")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CategoryView.class)))
    public Response change(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            JsonNode patch) {
        int version = ETag.required(ifMatch).version();
        if (!Asked.body(patch).isObject()) {
            throw Problem.invalid(null, "BODY_INVALID", "Send a JSON object with the fields to change.");
        }
        for (Iterator<String> names = patch.fieldNames(); names.hasNext(); ) {
            requireChangeable(names.next());
        }
        return answer(categories.change(
                actor(security),
                id,
                version,
                name(patch.get("name")),
                price(patch.get("price")),
                new PricingPatch(patch)::applyTo,
                online(patch.get("online"))));
    }

    private static void requireChangeable(String field) {
        if (FIXED.contains(field)) {
            throw Problem.rule(
                    "/" + field,
                    "FIELD_FIXED",
                    "Memberships count their periods by this; create a new category instead.");
        }
        if (!CHANGEABLE.contains(field)) {
            String shown = field.length() > 60 ? "…" : field;
            throw Problem.invalid("/" + shown, "FIELD_UNKNOWN", "It has no field with this name that can be changed.");
        }
    }

    private static String name(JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw Problem.invalid("/name", "NAME_INVALID", "name must be a text.");
        }
        return value.textValue();
    }

    private static Boolean online(JsonNode value) {
        if (value != null && !value.isBoolean()) {
            throw Problem.invalid("/online", "TYPE_WRONG", "online must be true or false.");
        }
        return value == null ? null : value.booleanValue();
    }

    private static Ore price(JsonNode value) {
        return value == null ? null : PricingPatch.money("price", value);
    }

    private static Response answer(StoredCategory stored) {
        return Response.ok(CategoryView.of(stored))
                .tag(new ETag(stored.version()).unquoted())
                .build();
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
