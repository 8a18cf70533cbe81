package no.grend.avtalegiro.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.avtalegiro.internal.NoticeChoices;
import no.grend.avtalegiro.internal.store.NoticeChoice;
import no.grend.kernel.Asked;
import no.grend.message.Message.Channel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How a member wants to be told of claims («varselkanal»), written down by staff; the member does the same on Min Side. */
@Component(service = NoticeChoiceResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("avtalegiro/notice-choices/{memberNumber}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AvtaleGiro")
public final class NoticeChoiceResource {

    private final NoticeChoices choices;

    @Activate
    public NoticeChoiceResource(@Reference NoticeChoices choices) {
        this.choices = choices;
    }

    /** A choice that was made. @param byMember by the member on Min Side, and not by staff */
    public record Made(Channel channel, Instant chosenAt, String chosenBy, boolean byMember) {}

    /** How the member is told now, and what was chosen before, oldest first. */
    public record Answer(int memberNumber, Channel channel, List<Made> history) {}

    /** What the member wants. @param channel {@code EMAIL}, {@code SMS} or {@code LETTER} */
    public record Wanted(String channel) {}

    @GET
    @Operation(operationId = "noticeChoice", summary = "How a member is told of claims, and what was chosen before")
    public Answer read(@Context SecurityContext security, @PathParam("memberNumber") String memberNumber) {
        int member = Asked.memberNumber("memberNumber", memberNumber);
        return answer(member, choices.history(Fields.actor(security), member));
    }

    @PUT
    @Operation(operationId = "chooseNotice", summary = "Write down how a member wants to be told of claims")
    public Answer choose(
            @Context SecurityContext security, @PathParam("memberNumber") String memberNumber, Wanted wanted) {
        int member = Asked.memberNumber("memberNumber", memberNumber);
        Channel channel = Asked.given(
                "channel",
                Asked.oneOf(Channel.class, "channel", Asked.body(wanted).channel()),
                "give EMAIL, SMS or LETTER");
        return answer(member, choices.choose(Fields.actor(security), member, channel));
    }

    private static Answer answer(int member, List<NoticeChoice> history) {
        Channel now = history.isEmpty()
                ? Channel.LETTER
                : history.get(history.size() - 1).channel();
        List<Made> made = history.stream()
                .map(one -> new Made(one.channel(), one.chosenAt(), one.chosenBy(), one.byMember()))
                .toList();
        return new Answer(member, now, made);
    }
}
