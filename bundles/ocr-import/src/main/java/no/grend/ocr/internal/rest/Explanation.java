package no.grend.ocr.internal.rest;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import no.grend.kernel.Oslo;
import no.grend.ocr.internal.store.Decision;
import no.grend.ocr.internal.store.LineRow;

/** A payment's story in words for staff: what was decided about it, or else why it waits. */
final class Explanation {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.ENGLISH)
            .withZone(Oslo.ZONE);

    private Explanation() {}

    /** Null when there is nothing to tell. */
    static String of(LineRow line) {
        Decision decision = line.decision();
        if (decision == null) {
            return line.cause();
        }
        String what = decision.invoiceNumber() == null
                ? " set it aside as a copy on "
                : " placed it on invoice " + decision.invoiceNumber() + " on ";
        String why = decision.why() == null ? "." : ": " + sentence(decision.why());
        String before = line.cause() == null ? "" : " Before that: " + line.cause();
        return decision.name() + what + WHEN.format(decision.at()) + why + before;
    }

    private static String sentence(String text) {
        String stripped = text.strip();
        return ".!?".indexOf(stripped.charAt(stripped.length() - 1)) < 0 ? stripped + "." : stripped;
    }
}
