package no.grend.invoicepdf.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letters;
import no.grend.invoicepdf.internal.sheet.TestPress;

/** The real press, which notes what it sets. */
public final class NotingPress implements Letters {

    public final List<Letter> printed = Collections.synchronizedList(new ArrayList<>());

    @Override
    public byte[] pdf(Letter letter) {
        printed.add(letter);
        return TestPress.press().pdf(letter);
    }

    @Override
    public int stack(Stack stack, Iterator<Letter> letters, OutputStream out) throws IOException {
        return TestPress.press()
                .stack(
                        stack,
                        new Iterator<>() {
                            @Override
                            public boolean hasNext() {
                                return letters.hasNext();
                            }

                            @Override
                            public Letter next() {
                                Letter letter = letters.next();
                                printed.add(letter);
                                return letter;
                            }
                        },
                        out);
    }
}
