package no.grend.camt;

import java.util.HashSet;
import java.util.Set;

/** Which children of an element have come, since one that comes twice would hide the first. */
final class Seen {

    private final Set<String> names = new HashSet<>();
    private final Reading reading;
    private final String parent;

    Seen(Reading reading, String parent) {
        this.reading = reading;
        this.parent = parent;
    }

    /** Notes the element just begun, and reports it when it has come before. */
    void once() {
        String name = reading.xml().name();
        if (!names.add(name)) {
            reading.error(
                    FindingCode.ELEMENT_REPEATED, "The element " + name + " comes twice within one " + parent + ".");
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }
}
