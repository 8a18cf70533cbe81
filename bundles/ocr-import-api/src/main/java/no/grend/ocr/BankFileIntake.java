package no.grend.ocr;

import java.io.InputStream;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ProviderType;

/** Takes the bank's files in («bankfiler»): all or nothing, and once whatever comes again. Safe between threads. */
@ProviderType
public interface BankFileIntake {

    /**
     * Takes a file in, as {@code POST /bank-files} does.
     *
     * @param name for people; null when there is none
     * @param in read to its end, not closed
     * @return the file's id; that of the earlier one when it was taken in before
     * @throws no.grend.kernel.Problem when the file breaks a rule; then nothing is posted
     */
    String takeIn(Actor actor, String name, InputStream in);
}
