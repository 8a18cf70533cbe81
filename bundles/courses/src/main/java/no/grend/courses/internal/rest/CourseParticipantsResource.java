package no.grend.courses.internal.rest;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import no.grend.courses.internal.Courses;
import no.grend.courses.internal.Participants;
import no.grend.courses.internal.Participants.Participant;
import no.grend.courses.internal.store.Registration.State;
import no.grend.identity.Actor;
import no.grend.kernel.FormulaGuard;
import no.grend.kernel.Page;
import no.grend.member.Contact;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Who comes to a course («deltakerliste», S1-41). */
@Component(service = CourseParticipantsResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("courses/{id}/participants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "courses")
public final class CourseParticipantsResource {

    private static final String CSV = "text/csv";
    private static final String BESIDE_JSON = CSV + ";qs=0.5";
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final List<String> HEADERS =
            List.of("Medlemsnummer", "Navn", "E-post", "Mobil", "Status", "Plass på ventelisten", "Betalt", "Oppmøte");

    private final Participants participants;

    @Activate
    public CourseParticipantsResource(@Reference Courses courses) {
        this.participants = courses.participants();
    }

    /**
     * Somebody on the list.
     *
     * @param position on the waiting list, from 1; 0 when not waiting
     * @param paid null when there is nothing to pay
     * @param attended sessions that they were at
     */
    record ParticipantView(
            String registrationId,
            String contactId,
            Integer memberNumber,
            String name,
            String email,
            String mobile,
            State state,
            int position,
            Boolean paid,
            long attended) {

        static ParticipantView of(Participant one) {
            Contact contact = one.contact();
            return new ParticipantView(
                    one.registration().id(),
                    one.registration().contactId(),
                    contact == null ? null : contact.memberNumber(),
                    contact == null ? null : contact.name(),
                    contact == null ? null : contact.email(),
                    contact == null ? null : contact.mobile(),
                    one.registration().state(),
                    one.position(),
                    one.paid(),
                    one.attended());
        }
    }

    @GET
    @Operation(operationId = "courseParticipants", summary = "Who has a seat, and who waits for one")
    public Page<ParticipantView> list(@Context SecurityContext security, @PathParam("id") String id) {
        return new Page<>(
                participants.of(actor(security), id).stream()
                        .map(ParticipantView::of)
                        .toList(),
                null);
    }

    @GET
    @Produces(BESIDE_JSON)
    @Operation(operationId = "courseParticipantsTable", summary = "The same as a table")
    public Response table(@Context SecurityContext security, @PathParam("id") String id) {
        List<Participant> list = participants.exported(actor(security), id);
        StreamingOutput body = out -> {
            out.write(MARK);
            StringWriter text = new StringWriter();
            try (CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(text)) {
                csv.writeRecord(HEADERS);
                list.forEach(one -> csv.writeRecord(cells(one)));
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        };
        return Response.ok(body, CSV + "; charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"deltakere.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static List<String> cells(Participant one) {
        Contact contact = one.contact();
        return List.of(
                contact == null ? "" : "%07d".formatted(contact.memberNumber()),
                FormulaGuard.on(contact == null ? null : contact.name()),
                FormulaGuard.on(contact == null ? null : contact.email()),
                FormulaGuard.on(contact == null ? null : contact.mobile()),
                one.registration().state().name(),
                one.position() == 0 ? "" : String.valueOf(one.position()),
                one.paid() == null ? "" : one.paid() ? "ja" : "nei",
                String.valueOf(one.attended()));
    }

    private static Actor actor(SecurityContext security) {
        return (Actor) security.getUserPrincipal();
    }
}
