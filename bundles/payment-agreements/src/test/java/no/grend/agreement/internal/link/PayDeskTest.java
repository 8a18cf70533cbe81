package no.grend.agreement.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.internal.PayerHouse;
import no.grend.agreement.internal.link.PayDesk.Done;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.ledger.Invoice;
import no.grend.organisation.Organisation;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Paying by a link: who holds it may pay that invoice, once, and nobody may do anything without it. */
class PayDeskTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
    private static final Pending AT_VIPPS = new Pending(null, URI.create("https://pay.example.org/1"));

    private static final class Room implements AutoCloseable {

        final PayerHouse house;
        final PayLinkService links;
        final PayDesk desk;

        Room(TestDatabase fresh) {
            house = new PayerHouse(fresh, "https://min.example.org");
            LinkKey key = new LinkKey("a key of this test, 32 bytes long".getBytes(StandardCharsets.UTF_8));
            links = new PayLinkService(house.payments(), house.settings(), house.clock(), key);
            Organisation organisation = () ->
                    new Organisation.Profile("Fjordbyen <Sykkelklubb>", null, null, null, null, null, 0, false, null);
            desk = new PayDesk(links, house.payments(), house.ledger(), organisation, house.settings());
        }

        String token(Invoice invoice) {
            String link = links.linkTo(invoice.id(), TODAY).orElseThrow().toString();
            assertThat(link).startsWith("https://min.example.org/pay/");
            return link.substring("https://min.example.org/pay/".length());
        }

        String html(Invoice invoice, boolean back) {
            return new PayPage("nb", List.of(), "Fjordbyen")
                    .of(desk.show(desk.invoice(token(invoice)).orElseThrow(), back, null));
        }

        @Override
        public void close() {
            house.close();
        }
    }

    @DatabaseTest
    void leadsToItsInvoiceUntilItExpiresAndToNoOther(TestDatabase fresh) {
        try (Room room = new Room(fresh)) {
            Invoice invoice = room.house.open(45_000);
            Invoice other = room.house.open(100);
            assertThat(room.links.linkTo(invoice.id(), TODAY))
                    .as("nobody takes it")
                    .isEmpty();
            room.house.arrives("vipps");
            String token = room.token(invoice);

            assertThat(room.desk.invoice(token).map(Invoice::id)).contains(invoice.id());
            assertThat(room.token(invoice)).isEqualTo(token);
            assertThat(room.desk.invoice(token.replace(invoice.id(), other.id())))
                    .isEmpty();
            assertThat(room.desk.invoice(token + "x")).isEmpty();
            assertThat(room.desk.invoice(token.substring(1))).isEmpty();
            for (String nonsense : new String[] {"", ".", "..", "a.b.c", "x".repeat(500)}) {
                assertThat(room.desk.invoice(nonsense)).isEmpty();
            }
            room.house.clock().advanceDays(60);
            assertThat(room.desk.invoice(token)).isPresent();
            room.house.clock().advanceDays(1);
            assertThat(room.desk.invoice(token)).isEmpty();
        }
    }

    @DatabaseTest
    void paysOnceAndTellsWhatCameOfItToWhoComesBack(TestDatabase fresh) {
        try (Room room = new Room(fresh)) {
            room.house.arrives("vipps", AT_VIPPS);
            Invoice invoice = room.house.open(45_000);
            assertThat(room.html(invoice, false))
                    .contains("Betal faktura", "450,00", "Betal med Prøve", "Fjordbyen &lt;Sykkelklubb&gt;")
                    .doesNotContain("Kari", "<Sykkelklubb>");

            Done done = room.desk.act(invoice, room.token(invoice), "start", "vipps");

            assertThat(done).isEqualTo(new Done(AT_VIPPS.redirect(), null));
            assertThat(room.desk.act(invoice, room.token(invoice), "start", "vipps"))
                    .as("a second browser")
                    .isEqualTo(new Done(null, "flash.REFUSED"));
            assertThat(room.html(invoice, false)).contains("Venter på deg").doesNotContain("Betal med Prøve");
            assertThat(room.html(invoice, true))
                    .contains("Betalingen gikk gjennom")
                    .doesNotContain("Betal med");
            assertThat(room.house.booked()).isEqualTo(1);
        }
    }

    @DatabaseTest
    void whoTurnsBackAtTheLastStepLeavesTheInvoicePrepaidAndMayComeAgain(TestDatabase fresh) {
        try (Room room = new Room(fresh)) {
            room.house.arrives("vipps", AT_VIPPS, new Rejected(Reason.CANCELLED, null));
            Invoice invoice = room.house.open(100);
            room.desk.act(invoice, room.token(invoice), "start", "vipps");

            assertThat(room.html(invoice, true)).contains("Avbrutt", "Betal med Prøve");

            assertThat(room.house.type(invoice)).isEqualTo(Invoice.PaymentType.PREPAID);
            room.desk.act(invoice, room.token(invoice), "start", "vipps");
            assertThat(room.house.booked()).isEqualTo(1);
        }
    }

    @DatabaseTest
    void tellsThatTheBankIsAsked(TestDatabase fresh) {
        try (Room room = new Room(fresh)) {
            room.house.arrives("vipps", new Unknown("Timed out."), new Unknown("Timed out again."));
            Invoice invoice = room.house.open(100);
            room.desk.act(invoice, room.token(invoice), "start", "vipps");

            assertThat(room.html(invoice, true)).contains("Vi spør banken din").doesNotContain("Betal med");

            assertThat(room.desk.act(invoice, room.token(invoice), "inquiry", null))
                    .isEqualTo(new Done(null, null));
            assertThat(room.html(invoice, false)).contains("Betalingen gikk gjennom");
            assertThat(Optional.of(room.house.booked())).contains(1);
        }
    }

    @DatabaseTest
    void nobodyIsSentALinkToAnAddressThatIsNotKnown(TestDatabase fresh) {
        try (Room room = new Room(fresh)) {
            room.house.arrives("vipps");
            Invoice invoice = room.house.open(100);
            assertThat(room.links.linkTo(invoice.id(), TODAY)).isPresent();

            room.house.forgetAddress();

            assertThat(room.links.linkTo(invoice.id(), TODAY)).isEmpty();
        }
    }
}
