package no.grend.adminrest.internal.refusal;

/**
 * A caller who went away before the answer was whole, as one who stops a long download does: no fault of anybody's. Jetty
 * says so by an exception of its own, which is known by name, for the server is not ours to import.
 */
final class HungUp {

    private static final String JETTYS_WORD = "org.eclipse.jetty.io.EofException";
    private static final int DEEPEST = 20;

    private HungUp() {}

    static boolean isCauseOf(Throwable fault) {
        int deep = 0;
        for (Throwable at = fault; at != null && deep < DEEPEST; at = at.getCause()) {
            if (at.getClass().getName().equals(JETTYS_WORD)) {
                return true;
            }
            deep++;
        }
        return false;
    }
}
