package no.grend.kernel;

/**
 * Stands before the kernel's own on the class path of this module: what is armed does not end the process, but throws, so that
 * one process can die a hundred times. Everything in memory is thrown away then, and the houses are wired anew.
 */
public final class Fault {

    private static String armed = "";
    private static int passes;
    private static Thread mortal;

    private Fault() {}

    /** The process ends here, as far as the houses can tell: no {@code catch} for exceptions holds it. */
    public static final class Dying extends Error {

        private static final long serialVersionUID = 1;

        Dying(String name) {
            super(name, null, false, false);
        }
    }

    /** Dies at this point, once, after this thread has passed it so many times. */
    public static synchronized void arm(String name, int after) {
        armed = name;
        passes = after;
        mortal = Thread.currentThread();
    }

    /** Dies nowhere any more. */
    public static synchronized void disarm() {
        armed = "";
    }

    /** A point that the product's code passes. */
    public static synchronized void point(String name) {
        if (name.equals(armed) && Thread.currentThread() == mortal && passes-- <= 0) {
            armed = "";
            throw new Dying(name);
        }
    }
}
