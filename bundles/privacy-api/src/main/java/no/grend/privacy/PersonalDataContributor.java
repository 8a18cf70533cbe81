package no.grend.privacy;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module's part of what a contact may ask for: a copy of all that is held («innsyn», S3-18) and its erasure («sletting»,
 * S3-16). A module that keeps personal data publishes one as a service, whose columns are those that its
 * {@code db/personal-data.properties} declares; a test holds both.
 *
 * <p>Called by the house {@code privacy}, which asks the actor and writes the audit log. Calls come on any thread, may be
 * made again after a crash, and look at one contact; what they throw stops the export or the erasure, so that neither is
 * taken for whole.
 */
@ConsumerType
public interface PersonalDataContributor {

    /** The module, as its header {@code Grend-Schema} names it. */
    String module();

    /**
     * All that the module holds about a contact, table by table; a table without rows too. Secrets that are held
     * encrypted are given in clear, as the contact may see them.
     */
    List<Held> held(String contactId);

    /**
     * What must come to an end before the contact can be erased, as sentences that say how: «Invoice 10045 is not paid; credit
     * it or wait for the payment.» Empty when nothing runs.
     */
    List<String> obstacles(String contactId);

    /** What erasure would do now, without doing it; things that the module holds none of are left out. */
    List<Fate> fates(String contactId);

    /**
     * Erases what no law keeps, in one transaction, and answers with what became of everything. Once more it finds nothing to
     * erase: then every fate is {@link Fate.Outcome#KEPT}.
     */
    List<Fate> erase(String contactId);

    /** How long the module keeps what it holds when nobody asks for erasure, for the organisation's record of processing. */
    List<Retention> retention();

    /**
     * How long something is kept.
     *
     * @param what in a few words, {@code e-mail and SMS that were sent}
     * @param howLong in words, {@code 5 years after the end of the year}
     * @param why the purpose, or the law with its paragraph
     */
    record Retention(String what, String howLong, String why) {}
}
