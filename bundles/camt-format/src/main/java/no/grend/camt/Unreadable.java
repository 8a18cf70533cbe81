package no.grend.camt;

/** From here on the file cannot be read. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    private final long line;
    private final long column;
    private final FindingCode code;

    Unreadable(long line, long column, FindingCode code, String what) {
        super(what);
        this.line = line;
        this.column = column;
        this.code = code;
    }

    void addTo(Findings findings) {
        findings.addLast(new Finding(line, column, code, getMessage()));
    }
}
