package no.grend.invoicepdf;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sets letters on the organisation's sheet («brev»): invoice, reminder and AvtaleGiro notice share one layout, whose address
 * shows in the windows of C5 and E65 envelopes (S2-10). Safe between threads.
 */
@ProviderType
public interface Letters {

    /** The letter as PDF/UA-1. The same letter gives the same bytes: nothing in it is made of the time or by chance. */
    byte[] pdf(Letter letter);

    /**
     * Many letters in one PDF/UA-1 for a printer, each beginning on a page of its own, with a bookmark each. Memory does not grow
     * with them. The same letters give the same bytes.
     *
     * @param out written to as the letters come; not closed
     * @return how many there were
     */
    default int stack(Stack stack, Iterator<Letter> letters, OutputStream out) throws IOException {
        throw new UnsupportedOperationException("This press sets one letter at a time");
    }

    /**
     * What a stack of letters («brevbunke») says about itself.
     *
     * @param id goes into the file's own id
     * @param title of the file
     * @param author the organisation
     * @param language of the title; each letter keeps its own
     * @param date that the file carries
     * @param twoSided whether paper is printed on both sides: then every letter begins on a front side
     */
    record Stack(String id, String title, String author, Locale language, LocalDate date, boolean twoSided) {}
}
