package no.grend.nets;

/** What an assignment («oppdrag») carries (bank-files 2.1). */
public enum AssignmentKind {
    /** Payments received, service 09. */
    OCR(9, 0, "OCR giro"),
    /** Payment claims, service 21. */
    CLAIMS(21, 0, "AvtaleGiro claims"),
    /** Mandates, service 21. */
    FBO(21, 24, "AvtaleGiro mandates (FBO)"),
    /** Deletion requests, service 21. */
    DELETIONS(21, 36, "AvtaleGiro deletions");

    private final int service;
    private final int type;
    private final String label;

    AssignmentKind(int service, int type, String label) {
        this.service = service;
        this.type = type;
        this.label = label;
    }

    int service() {
        return service;
    }

    String label() {
        return label;
    }

    /** Positions 3-8 of this kind's record, as a number. */
    int code(int recordType) {
        return service * 10_000 + type * 100 + recordType;
    }

    /** The kind that a start or end record belongs to; null when there is none. */
    static AssignmentKind of(int code) {
        for (AssignmentKind kind : values()) {
            if (kind.code(code % 100) == code) {
                return kind;
            }
        }
        return null;
    }
}
