package no.grend.privacy.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import no.grend.privacy.internal.PersonalData.Copy;

/** A copy as a file that people and programs can read: JSON, UTF-8. */
public final class JsonText {

    private static final ObjectWriter WRITER = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private JsonText() {}

    public static String of(Copy copy) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("contactId", copy.contactId());
        document.put("takenAt", copy.takenAt().toString());
        document.put("modules", copy.modules());
        try {
            return WRITER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can be written", e);
        }
    }
}
