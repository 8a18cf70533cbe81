package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.Notices;
import no.grend.avtalegiro.internal.store.NoticeStore.Notice;
import no.grend.avtalegiro.internal.store.NoticeStore.State;
import no.grend.kernel.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How the payers of a claim file are told beforehand («egenvarsling», S4-17, S4-18). */
@Component(service = NoticeResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("avtalegiro/notices/{claimFileId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class NoticeResource {

    private final Notices notices;

    @Activate
    public NoticeResource(@Reference Notices notices) {
        this.notices = notices;
    }

    /**
     * A notice.
     *
     * @param channel {@code EMAIL}, {@code SMS} or {@code LETTER}, as the member chose
     * @param reason why it goes as a letter although another channel was chosen; null otherwise
     */
    public record Item(
            int transactionNumber,
            String invoiceId,
            long invoiceNumber,
            int memberNumber,
            String channel,
            State state,
            String reason,
            Instant changedAt) {}

    /** How many stand where. */
    public record Counts(Map<State, Integer> byState) {}

    @GET
    @Operation(
            operationId = "noticesOfClaimFile",
            summary = "The notices of a self-notified claim file; none for others")
    public Page<Item> list(
            @Context SecurityContext security,
            @PathParam("claimFileId") String claimFileId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        return notices.of(Fields.actor(security), claimFileId, limit, cursor).map(NoticeResource::item);
    }

    @GET
    @Path("counts")
    @Operation(
            operationId = "noticeCountsOfClaimFile",
            summary = "How many of the notices wait, are told, go as letters")
    public Counts counts(@Context SecurityContext security, @PathParam("claimFileId") String claimFileId) {
        return new Counts(notices.counts(Fields.actor(security), claimFileId));
    }

    private static Item item(Notice notice) {
        return new Item(
                notice.claim().place(),
                notice.claim().invoiceId(),
                notice.claim().invoiceNumber(),
                notice.claim().memberNumber(),
                notice.channel().name(),
                notice.state(),
                notice.reason(),
                notice.changedAt());
    }
}
