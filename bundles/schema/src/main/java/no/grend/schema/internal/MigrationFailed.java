package no.grend.schema.internal;

/** A change log that could not be run to its end. The message names the module and the innermost reason. */
public final class MigrationFailed extends RuntimeException {

    private final String reason;

    MigrationFailed(String module, Throwable cause) {
        super("The tables of " + module + " could not be brought up to date: " + innermost(cause), cause);
        this.reason = innermost(cause);
    }

    /** The reason alone, for an operator. */
    public String reason() {
        return reason;
    }

    private static String innermost(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    }
}
