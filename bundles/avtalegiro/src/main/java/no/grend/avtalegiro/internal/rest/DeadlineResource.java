package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.Deadlines;
import no.grend.identity.Permission;
import no.grend.ledger.spi.Collector.Notice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Until when a claim can be sent, and until when it can be stopped. */
@Component(service = DeadlineResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("deadlines")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class DeadlineResource {

    private final Deadlines deadlines;

    @Activate
    public DeadlineResource(@Reference Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Instants in Europe/Oslo with offset, {@code 2026-12-31T14:00:00+01:00}. */
    public record Answer(
            LocalDate dueDate,
            String bankNotified,
            String selfNotified,
            String cancellation,
            FirstPossible firstPossibleDueDate) {}

    /** The first due date that is still in time, by who tells the payer. */
    public record FirstPossible(LocalDate bank, LocalDate self) {}

    @GET
    @Operation(operationId = "deadlines", summary = "The deadlines of a due date, Europe/Oslo")
    public Answer deadlines(@Context SecurityContext security, @QueryParam("dueDate") String dueDate) {
        Fields.actor(security).require(Permission.BANK_READ);
        LocalDate due = Fields.date("dueDate", dueDate);
        return new Answer(
                due,
                Fields.instant(deadlines.claim(due, Notice.BANK)),
                Fields.instant(deadlines.claim(due, Notice.SELF)),
                Fields.instant(deadlines.cancellation(due)),
                new FirstPossible(
                        deadlines.firstPossibleDueDate(Notice.BANK), deadlines.firstPossibleDueDate(Notice.SELF)));
    }
}
