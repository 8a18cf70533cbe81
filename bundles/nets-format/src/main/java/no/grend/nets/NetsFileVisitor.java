package no.grend.nets;

/**
 * Receives the records of a file in its order. Called on the reader's thread; what it throws stops the reading.
 *
 * <p>A record arrives when it is sound itself, before the end of the file is known: do nothing that cannot be undone
 * until the {@link FileReport} says {@link FileReport#accepted()}. Simplest is to read twice, first with
 * {@link NetsFileReader#check}.
 */
public interface NetsFileVisitor {

    /** Listens to nothing. */
    NetsFileVisitor NONE = new NetsFileVisitor() {};

    default void transmission(TransmissionStart start) {}

    /** The start of an assignment. @param line in the file, from 1 */
    default void assignment(AssignmentStart start, long line) {}

    /** A payment received. */
    default void payment(AssignmentStart assignment, OcrPayment payment) {}

    /** A mandate. @param line in the file, from 1 */
    default void mandate(AssignmentStart assignment, FboRecord mandate, long line) {}

    /** A claim. @param line of its item 1 in the file, from 1 */
    default void claim(AssignmentStart assignment, Claim claim, long line) {}

    /** A deletion request. @param line of its item 1 in the file, from 1 */
    default void deletion(AssignmentStart assignment, Deletion deletion, long line) {}

    default void assignmentEnd(AssignmentEnd end) {}

    default void transmissionEnd(TransmissionEnd end) {}
}
