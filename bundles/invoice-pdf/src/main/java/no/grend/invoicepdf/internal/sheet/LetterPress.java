package no.grend.invoicepdf.internal.sheet;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letters;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sets letters on the sheet. Costs nothing until the first: the template, the typeface and everything about PDF is loaded by
 * it. Presses are kept from then on, as many as print at a time, but no more than {@value #MOST_IDLE}.
 */
@Component(service = Letters.class)
public final class LetterPress implements Letters {

    private static final int MOST_IDLE = 4;

    private final BlockingQueue<Press> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    @Activate
    public LetterPress(@Reference(target = "(feature=grend-ledger)") Licence licence) {
        this();
    }

    /** A press for tests and tools, that nobody licenses. */
    LetterPress() {}

    @Override
    public byte[] pdf(Letter letter) {
        Press press = idle.poll();
        if (press == null) {
            press = new Press(TheSheet.SHEET);
        }
        byte[] printed = press.print(letter);
        // One that failed is not used again: what state it is in, nobody knows.
        idle.offer(press);
        return printed;
    }

    /** Read when the first letter is set. */
    private static final class TheSheet {
        static final Sheet SHEET = new Sheet();
    }
}
