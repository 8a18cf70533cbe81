package no.grend.kernel;

/**
 * Stands before the kernel's own on the class path of this module: what is armed does not end the process, but throws, so that
 * one process can die a hundred times. Everything in memory is thrown away then, and the houses are wired anew. Each thread
 * arms for itself: years that run beside each other do not kill one another.
 */
public final class Fault {

    private static final ThreadLocal<Armed> ARMED = new ThreadLocal<>();

    private Fault() {}

    private static final class Armed {
        final String point;
        int passes;

        Armed(String point, int passes) {
            this.point = point;
            this.passes = passes;
        }
    }

    /** The process ends here, as far as the houses can tell: no {@code catch} for exceptions holds it. */
    public static final class Dying extends Error {

        private static final long serialVersionUID = 1;

        Dying(String name) {
            super(name, null, false, false);
        }
    }

    /** Dies at this point, once, after this thread has passed it so many times. */
    public static void arm(String name, int after) {
        ARMED.set(new Armed(name, after));
    }

    /** Dies nowhere any more. */
    public static void disarm() {
        ARMED.remove();
    }

    /** A point that the product's code passes. */
    public static void point(String name) {
        Armed armed = ARMED.get();
        if (armed != null && armed.point.equals(name) && armed.passes-- <= 0) {
            disarm();
            throw new Dying(name);
        }
    }
}
