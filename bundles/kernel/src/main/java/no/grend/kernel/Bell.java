package no.grend.kernel;

/**
 * Klokke: lets who writes something down wake who works it off, without knowing them. A service that stores work rings;
 * the component that does the work hangs the rope. So the work may need whatever needs the store, and the two never form
 * a circle of services, which OSGi cannot begin. Threads: any.
 */
public final class Bell {

    private static final Runnable NOBODY = () -> {};

    private volatile Runnable heard = NOBODY;

    /** From now on this is run at each ring, on the ringing thread: it is to be quick and throw nothing. */
    public void hear(Runnable woken) {
        heard = woken;
    }

    /** Nobody listens any more. What rings meanwhile is found written down later. */
    public void rest() {
        heard = NOBODY;
    }

    public void ring() {
        heard.run();
    }
}
