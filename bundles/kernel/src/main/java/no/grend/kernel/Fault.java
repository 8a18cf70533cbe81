package no.grend.kernel;

/**
 * Named points where a test may kill the process, to prove that a restart loses nothing and does nothing twice.
 *
 * <p>Armed only by the system property {@code grend.fault=<name>}, read once; otherwise a point costs one comparison.
 */
public final class Fault {

    private static final String ARMED = System.getProperty("grend.fault", "");

    private Fault() {}

    /** Halts the process here, as {@code kill -9} would, when this very point is armed. */
    public static void point(String name) {
        if (!ARMED.isEmpty() && ARMED.equals(name)) {
            Runtime.getRuntime().halt(137);
        }
    }
}
