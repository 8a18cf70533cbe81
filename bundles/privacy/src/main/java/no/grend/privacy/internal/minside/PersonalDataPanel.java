package no.grend.privacy.internal.minside;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import no.grend.privacy.internal.JsonText;
import no.grend.privacy.internal.PersonalData;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** «Dine data»: a copy of all that the organisation holds about the member (S3-18). */
@Component(service = Panel.class)
public final class PersonalDataPanel implements Panel {

    private static final int ORDER = 90;

    private final PersonalData data;

    @Activate
    public PersonalDataPanel(@Reference PersonalData data) {
        this.data = data;
    }

    @Override
    public String id() {
        return "privacy";
    }

    @Override
    public Slot slot() {
        return Slot.PROFILE;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<View> summary(Visit visit) {
        return Optional.of(new View("summary.peb", Map.of()));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        if (request.path().isEmpty() && !request.post()) {
            return new Reply.Show(new View("page.peb", Map.of()));
        }
        return request.path().equals("download") && request.post() ? download(visit) : new Reply.NotFound();
    }

    private Reply download(Visit visit) {
        String json = JsonText.of(data.of(visit.member(), visit.member().contactId()));
        return new Reply.Download("mine-data.json", "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
}
