package no.grend.invoicepdf.internal.sheet;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letters;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sets letters on the sheet. Costs nothing until the first: the template, the typeface and everything about PDF is loaded by
 * it, and kept from then on, one press for each thread that has printed at the same time as others.
 */
@Component(service = Letters.class)
public final class LetterPress implements Letters {

    private final Queue<Press> idle = new ConcurrentLinkedQueue<>();

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
            press = new Press();
        }
        byte[] printed = press.print(letter);
        // One that failed is not used again: what state it is in, nobody knows.
        idle.add(press);
        return printed;
    }
}
