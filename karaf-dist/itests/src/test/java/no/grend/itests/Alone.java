package no.grend.itests;

/**
 * Tests in the container, of the older JUnit, that run when no other does: the container's console is fed from the standard input
 * of the test's own process, by which two processes of tests are told what to run next.
 */
public interface Alone {}
