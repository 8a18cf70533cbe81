package no.grend.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The components of some houses, as their own descriptors in {@code OSGI-INF} tell of them. Read once. */
final class Houses {

    private final List<Component> components = new ArrayList<>();

    /** @param houses a class of each */
    Houses(Class<?>... houses) {
        for (Class<?> house : houses) {
            read(house);
        }
    }

    /** A component. @param references by the place of the constructor's parameter, or by field */
    record Component(Class<?> implementation, List<Class<?>> services, List<Reference> references) {

        /** The constructor's parameters. */
        Class<?>[] parameters() {
            return Stream.of(implementation.getConstructors())
                    .max(Comparator.comparingInt(each -> each.getParameterCount()))
                    .orElseThrow(() -> new IllegalStateException(implementation + " has no public constructor"))
                    .getParameterTypes();
        }

        Reference at(int parameter) {
            return references.stream()
                    .filter(reference -> reference.parameter() == parameter)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What a component asks for. @param parameter -1 for a field @param field null for a parameter */
    record Reference(Class<?> service, String target, int parameter, String field, boolean many, boolean optional) {

        /** The value in a target such as {@code (module=ledger)}. */
        String wanted() {
            return target.substring(target.indexOf('=') + 1, target.length() - 1);
        }
    }

    /** Those that provide a service. */
    List<Component> providing(Class<?> service) {
        return components.stream()
                .filter(component -> component.services().contains(service))
                .toList();
    }

    /** What a component's configuration holds: the usual, unless something else is set. */
    static Object configuration(Class<?> component, Class<?> type, Map<String, Object> settings) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        settings.getOrDefault(component.getName() + "." + method.getName(), method.getDefaultValue()));
    }

    private void read(Class<?> house) {
        try {
            Path home = Path.of(
                    house.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(home)) {
                throw new IllegalStateException(home
                        + " has no descriptors: they are made when the bundle is packed, so run verify and not test");
            }
            URI inside = URI.create("jar:" + home.toUri());
            try (FileSystem jar = FileSystems.newFileSystem(inside, Map.of());
                    Stream<Path> files = Files.list(jar.getPath("OSGI-INF"))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".xml"))
                        .sorted()
                        .toList()) {
                    add(file, house.getClassLoader());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot tell where " + house + " lies", e);
        }
    }

    private void add(Path file, ClassLoader loader) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            String name = attribute(document, "implementation", "class").get(0);
            if (name.contains(".rest.") || name.contains(".minside.") || name.contains(".shell.")) {
                return;
            }
            List<Class<?>> services = new ArrayList<>();
            for (String service : attribute(document, "provide", "interface")) {
                services.add(Class.forName(service, false, loader));
            }
            Class<?> implementation = Class.forName(name, false, loader);
            if (services.isEmpty()) {
                services.add(implementation); // it serves nobody else, and is asked for by its name
            }
            components.add(new Component(implementation, services, references(document, loader)));
        } catch (ParserConfigurationException | SAXException | ClassNotFoundException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    private static List<Reference> references(Document document, ClassLoader loader) throws ClassNotFoundException {
        List<Reference> references = new ArrayList<>();
        NodeList found = document.getElementsByTagName("reference");
        for (int i = 0; i < found.getLength(); i++) {
            Element element = (Element) found.item(i);
            String cardinality = element.getAttribute("cardinality");
            String parameter = element.getAttribute("parameter");
            references.add(new Reference(
                    Class.forName(element.getAttribute("interface"), false, loader),
                    element.getAttribute("target"),
                    parameter.isEmpty() ? -1 : Integer.parseInt(parameter),
                    element.hasAttribute("field") ? element.getAttribute("field") : null,
                    cardinality.endsWith("n"),
                    cardinality.startsWith("0")));
        }
        return references;
    }

    private static List<String> attribute(Document document, String tag, String attribute) {
        Map<Integer, String> values = new LinkedHashMap<>();
        NodeList found = document.getElementsByTagName(tag);
        for (int i = 0; i < found.getLength(); i++) {
            values.put(i, ((Element) found.item(i)).getAttribute(attribute));
        }
        return List.copyOf(values.values());
    }
}
