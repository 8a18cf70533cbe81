package no.grend.camt;

import java.util.Optional;

/** The versions of camt.054 that Norwegian banks deliver (bank-files 11). */
public enum CamtVersion {
    /** {@code camt.054.001.02}, what most banks send. */
    V02("camt.054.001.02"),
    /** {@code camt.054.001.08}. */
    V08("camt.054.001.08");

    static final String NAMESPACE_PREFIX = "urn:iso:std:iso:20022:tech:xsd:";

    private final String messageName;

    CamtVersion(String messageName) {
        this.messageName = messageName;
    }

    /** As the standard names it. */
    public String messageName() {
        return messageName;
    }

    /** Of all elements of such a file. */
    public String namespace() {
        return NAMESPACE_PREFIX + messageName;
    }

    /** The version of a namespace; empty when it is none that is read. */
    static Optional<CamtVersion> of(String namespace) {
        for (CamtVersion version : values()) {
            if (version.namespace().equals(namespace)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
