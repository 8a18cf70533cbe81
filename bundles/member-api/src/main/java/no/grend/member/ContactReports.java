package no.grend.member;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tables of all contacts that other modules let people take out («rapporter»); each is written into the report history before
 * its first byte leaves (S3-12, S3-13). Safe between threads.
 */
@ProviderType
public interface ContactReports {

    /**
     * Makes a table with a row for each contact, as CSV for spreadsheets. Memory does not grow with the register. Needs
     * {@code MEMBER_EXPORT}.
     *
     * @param report its name in the history, {@code avtalegiro-references}
     * @param purpose in the person's words; may be null
     * @param headers of the columns
     * @param row the cells of a contact, as texts; null for a contact that is left out
     */
    Table csv(Actor actor, String report, String purpose, List<String> headers, Function<Contact, List<String>> row);

    /** A finished table: send it once. */
    interface Table {

        /** How many contacts it holds. */
        long rows();

        /** Sends it, and throws it away whatever happens. */
        void sendTo(OutputStream out) throws IOException;
    }
}
