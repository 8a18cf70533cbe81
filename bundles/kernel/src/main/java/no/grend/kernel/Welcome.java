package no.grend.kernel;

/**
 * Something to tell the one who started Grend, once everything answers; a service. A bundle that will register one says so
 * by the header {@code Grend-Welcome: true}, and readiness is not announced before it has.
 */
public interface Welcome {

    /** Plain text of a few lines, printed on standard output and nowhere else. */
    String text();
}
