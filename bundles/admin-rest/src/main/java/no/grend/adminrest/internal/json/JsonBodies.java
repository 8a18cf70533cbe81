package no.grend.adminrest.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import no.grend.adminrest.internal.AdminApplication;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/**
 * Reads and writes the JSON bodies of every staff resource; a body that cannot be read is refused in words.
 *
 * <p>Jackson's own provider looks at the annotations of each method anew at each call, for settings of its own that Grend
 * does not use; that was a tenth of a short call. Here there is one form for all.
 */
@Component(service = {MessageBodyReader.class, MessageBodyWriter.class})
@JaxrsExtension
@JaxrsName("grend-json")
@JaxrsApplicationSelect(AdminApplication.SELECT)
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public final class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {

    /** What is bytes or text already, and so not for us. */
    private static final Class<?>[] PLAIN = {
        InputStream.class,
        Reader.class,
        OutputStream.class,
        StreamingOutput.class,
        Response.class,
        String.class,
        byte[].class,
        char[].class
    };

    private final ObjectMapper mapper = JsonForm.mapper();
    private final ObjectWriter writer = mapper.writer();

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return !isPlain(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return !isPlain(type);
    }

    private static boolean isPlain(Class<?> type) {
        for (Class<?> plain : PLAIN) {
            if (plain.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
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
            read = read(genericType == null ? type : genericType, body);
        } catch (JsonProcessingException e) {
            throw JsonRefusal.of(e);
        }
        if (read == null) {
            throw Problem.invalid("", "BODY_MISSING", "The body is empty; a JSON object {...} is expected.");
        }
        return read;
    }

    private Object read(Type type, InputStream body) throws IOException {
        try (JsonParser in = mapper.createParser(body)) {
            return in.nextToken() == null
                    ? null
                    : mapper.readerFor(mapper.constructType(type)).readValue(in);
        }
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
        out.write(writer.writeValueAsBytes(value));
    }
}
