package no.grend.camt;

/**
 * How much a file may hold before it is refused unread: a bank's file stays far below, an attacker's does not.
 *
 * @param bytes of the whole file
 * @param depth elements within elements
 * @param textLength characters of one text
 * @param attributes of one element, namespaces included
 * @param entries in the file
 * @param details in the file
 * @param detailElements elements within one detail
 */
public record CamtLimits(
        long bytes, int depth, int textLength, int attributes, int entries, int details, int detailElements) {

    /** Room for a million payments; the deepest path of the standard has 16 elements and its longest text 500 characters. */
    public static final CamtLimits STANDARD = new CamtLimits(4L << 30, 40, 4_000, 20, 1_000_000, 2_000_000, 5_000);
}
