package no.grend.adminrest.internal.address;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.ext.ParamConverter;
import javax.ws.rs.ext.ParamConverterProvider;
import no.grend.adminrest.internal.AdminApplication;
import no.grend.kernel.Asked;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtension;

/**
 * Reads the values in addresses and headers of every staff resource, so that a number that is none, an unknown name or a
 * foreign cursor is refused with the parameter's name wherever it comes (JAX-RS by itself says 404 and nothing more).
 */
@Component(service = ParamConverterProvider.class)
@JaxrsExtension
@JaxrsApplicationSelect(AdminApplication.SELECT)
public final class AddressValues implements ParamConverterProvider {

    /** How a text becomes a value of a type; given the parameter's name, for the refusal. */
    private static final Map<Class<?>, BiFunction<String, String, Object>> READERS = readers();

    private static Map<Class<?>, BiFunction<String, String, Object>> readers() {
        Map<Class<?>, BiFunction<String, String, Object>> readers = new HashMap<>();
        readers.put(Integer.class, (name, text) -> number(name, text, Integer.MIN_VALUE, Integer.MAX_VALUE)
                .intValue());
        readers.put(int.class, readers.get(Integer.class));
        readers.put(Long.class, (name, text) -> number(name, text, Long.MIN_VALUE, Long.MAX_VALUE));
        readers.put(long.class, readers.get(Long.class));
        readers.put(Boolean.class, AddressValues::yesOrNo);
        readers.put(boolean.class, readers.get(Boolean.class));
        readers.put(java.time.LocalDate.class, Asked::date);
        return readers;
    }

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        String name = name(annotations);
        BiFunction<String, String, Object> reader = name == null ? null : reader(type, name);
        return reader == null ? null : new Converter<>(name, reader);
    }

    private static BiFunction<String, String, Object> reader(Class<?> type, String name) {
        if (name.equals("limit") && type == Integer.class) {
            return (field, text) -> number(field, text, 1, Page.LARGEST).intValue();
        }
        if (name.equals("cursor") && type == String.class) {
            return (field, text) -> SealedCursor.open(text);
        }
        return type.isEnum() ? (field, text) -> constant(type, field, text) : READERS.get(type);
    }

    private static String name(Annotation[] annotations) {
        return Stream.of(annotations)
                .map(annotation -> annotation instanceof QueryParam query
                        ? query.value()
                        : annotation instanceof PathParam path
                                ? path.value()
                                : annotation instanceof HeaderParam header ? header.value() : null)
                .filter(name -> name != null)
                .findFirst()
                .orElse(null);
    }

    private static Long number(String name, String text, long least, long most) {
        long number;
        try {
            number = Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw outOfBounds(name, least, most);
        }
        if (number < least || number > most) {
            throw outOfBounds(name, least, most);
        }
        return number;
    }

    private static Problem outOfBounds(String name, long least, long most) {
        String bounds = least < 0 ? "" : " from " + least + " to " + most;
        return Problem.invalid("/" + name, "NUMBER_INVALID", name + " must be a whole number" + bounds + ".");
    }

    private static Boolean yesOrNo(String name, String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw Problem.invalid("/" + name, "VALUE_INVALID", name + " must be true or false.");
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object constant(Class<?> type, String name, String text) {
        return Asked.oneOf((Class) type, name, text);
    }

    private record Converter<T>(String name, BiFunction<String, String, Object> reader) implements ParamConverter<T> {

        @Override
        @SuppressWarnings("unchecked")
        public T fromString(String value) {
            return value == null ? null : (T) reader.apply(name, value);
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
