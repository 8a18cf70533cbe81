package no.grend.simulators.internal.web;

import java.net.URI;

/** Where the payer makes up their mind about one kind of payment. */
interface Till {

    /** What to show. */
    Page show(String payment);

    /** What the payer chose, which counts only while the payment is open. */
    Decision decide(String payment, String choice);

    /** What came of a choice. @param goTo null to show the page instead */
    record Decision(URI goTo, Page page) {}
}
