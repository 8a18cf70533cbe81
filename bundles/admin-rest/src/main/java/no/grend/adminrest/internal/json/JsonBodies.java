package no.grend.adminrest.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jaxrs.json.JacksonJsonProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import no.grend.adminrest.internal.AdminApplication;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/** Reads and writes the JSON bodies of every staff resource; a body that cannot be read is refused in words. */
@Component(service = {MessageBodyReader.class, MessageBodyWriter.class})
@JaxrsExtension
@JaxrsName("grend-json")
@JaxrsApplicationSelect(AdminApplication.SELECT)
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public final class JsonBodies extends JacksonJsonProvider {

    public JsonBodies() {
        super(JsonForm.mapper());
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        Object read;
        try {
            read = super.readFrom(type, genericType, annotations, mediaType, headers, body);
        } catch (JsonProcessingException e) {
            throw JsonRefusal.of(e);
        }
        if (read == null) {
            throw Problem.invalid("", "BODY_MISSING", "The body is empty; a JSON object {...} is expected.");
        }
        return read;
    }

    /** Writes the whole answer or none of it: what fails half-way becomes a problem document, not half an answer. */
    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        super.writeTo(value, type, genericType, annotations, mediaType, headers, whole);
        whole.writeTo(out);
    }
}
