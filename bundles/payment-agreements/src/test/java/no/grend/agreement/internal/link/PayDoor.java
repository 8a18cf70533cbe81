package no.grend.agreement.internal.link;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import no.grend.agreement.Payments;
import no.grend.agreement.internal.Settings;
import no.grend.ledger.Ledger;
import no.grend.organisation.Organisation;

/** The page behind a payment link, for tests outside this room. */
public final class PayDoor {

    private PayDoor() {}

    public static PayLinkService links(Payments payments, Settings settings, Clock clock) {
        byte[] key = "a key of this test, 32 bytes long".getBytes(StandardCharsets.UTF_8);
        return new PayLinkService(payments, settings, clock, new LinkKey(key));
    }

    public static PayServlet page(PayLinkService links, Payments payments, Ledger ledger, Settings settings) {
        Organisation organisation =
                () -> new Organisation.Profile("Fjellvang turlag", null, null, null, null, null, 0, false, null);
        return new PayServlet(new PayDesk(links, payments, ledger, organisation, settings));
    }
}
