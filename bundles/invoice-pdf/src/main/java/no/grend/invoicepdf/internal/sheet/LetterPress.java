package no.grend.invoicepdf.internal.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letters;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sets letters on the sheet. Keeps nothing but the typeface, which the first letter reads, so any number of threads print at a
 * time.
 */
@Component(service = Letters.class)
public final class LetterPress implements Letters {

    @Activate
    public LetterPress(@Reference(target = "(feature=grend-ledger)") Licence licence) {
        this();
    }

    /** A press for tests and tools, that nobody licenses. */
    LetterPress() {}

    @Override
    public byte[] pdf(Letter letter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(32_768);
        try {
            Document document = new Document(
                    new Marks(letter.title(), letter.sender().name(), letter.language(), letter.date(), letter.id()),
                    out);
            new Setting(document, letter).set(true);
            document.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public int stack(Stack stack, Iterator<Letter> letters, OutputStream out) throws IOException {
        Document document =
                new Document(new Marks(stack.title(), stack.author(), stack.language(), stack.date(), stack.id()), out);
        int count = 0;
        while (letters.hasNext()) {
            if (stack.twoSided() && document.pages() % 2 == 1) {
                document.add(document.leaf());
            }
            new Setting(document, letters.next()).set(false);
            document.flush();
            count++;
        }
        document.end();
        return count;
    }
}
