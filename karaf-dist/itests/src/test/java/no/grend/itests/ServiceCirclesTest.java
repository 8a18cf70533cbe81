package no.grend.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * No component may need, by whatever way, a service that needs the component itself, not even an optional or a changing
 * one: which of them is asked for first is a matter of threads at start, and the one asked for last is given nothing
 * and never tries again. Who must be told of something hears a {@code Bell}.
 */
class ServiceCirclesTest {

    /** Provided interface to the components that provide it; component to the interfaces it asks for. */
    private final Map<String, Set<String>> providers = new HashMap<>();

    private final Map<String, Set<String>> wants = new TreeMap<>();

    @Test
    void noServiceNeedsItself() throws Exception {
        readComponents();
        assertThat(wants).hasSizeGreaterThan(100);
        List<String> circles = wants.keySet().stream()
                .filter(component -> reached(component).contains(component))
                .map(component -> component + " -> " + within(component))
                .toList();
        assertThat(circles).as("components that stand in a circle").isEmpty();
    }

    /** What the component needs itself that leads back to it. */
    private Set<String> within(String component) {
        Set<String> next = new TreeSet<>(next(component));
        next.removeIf(one -> !one.equals(component) && !reached(one).contains(component));
        return next;
    }

    private Set<String> reached(String component) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(next(component));
        while (!open.isEmpty()) {
            String one = open.pop();
            if (reached.add(one)) {
                open.addAll(next(one));
            }
        }
        return reached;
    }

    private Set<String> next(String component) {
        Set<String> next = new TreeSet<>();
        wants.get(component).forEach(wanted -> next.addAll(providers.getOrDefault(wanted, Set.of())));
        return next;
    }

    private void readComponents() throws Exception {
        Path system = Path.of(System.getProperty("grend.dist"), "system", "no", "grend");
        try (Stream<Path> files = Files.walk(system)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".jar")).toList()) {
                read(file);
            }
        }
    }

    private void read(Path file) throws Exception {
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().matches("OSGI-INF/[^/]+\\.xml")) {
                    read(jar, entry);
                }
            }
        }
    }

    private void read(JarFile jar, JarEntry entry) throws Exception {
        Document document;
        try (InputStream in = jar.getInputStream(entry)) {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (IOException e) {
            throw new IllegalStateException(jar.getName() + "!" + entry.getName(), e);
        }
        Element component = document.getDocumentElement();
        String name = component.getAttribute("name");
        interfaces(component, "provide").forEach(provided -> providers
                .computeIfAbsent(provided, key -> new TreeSet<>())
                .add(name));
        wants.put(name, interfaces(component, "reference"));
    }

    private static Set<String> interfaces(Element component, String tag) {
        NodeList elements = component.getElementsByTagName(tag);
        Set<String> interfaces = new TreeSet<>();
        for (int i = 0; i < elements.getLength(); i++) {
            interfaces.add(((Element) elements.item(i)).getAttribute("interface"));
        }
        return interfaces;
    }
}
