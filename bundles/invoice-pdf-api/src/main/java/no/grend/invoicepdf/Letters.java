package no.grend.invoicepdf;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Sets letters on the organisation's sheet («brev»): invoice, reminder and AvtaleGiro notice share one layout, whose address
 * shows in the windows of C5 and E65 envelopes (S2-10). Safe between threads.
 */
@ProviderType
public interface Letters {

    /** The letter as PDF/UA-1. The same letter gives the same bytes: nothing in it is made of the time or by chance. */
    byte[] pdf(Letter letter);
}
