package no.grend.booking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import no.grend.agreement.MoneyReturn.State;
import no.grend.booking.internal.resource.Reservations.Wanted;
import no.grend.booking.internal.store.Reservation;
import no.grend.booking.internal.store.Return;
import no.grend.booking.internal.store.Terms;
import no.grend.booking.internal.store.Terms.Hours;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Receipt;
import no.grend.member.Standings;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** What reservations cost, with the real ledger. 3 December 2026 is a Thursday. */
class ReservationMoneyTest {

    private static final LocalDate THURSDAY = LocalDate.parse("2026-12-03");
    private static final Actor TREASURER = new Actor("staff:3", "Treasurer", Set.of(Role.TREASURER), null);

    private static String court(House house, String name, Ore price, Ore memberPrice) {
        String id = house.hall(name);
        house.hours.setTerms(
                House.STAFF,
                id,
                new Terms(60, 14, 120, price, memberPrice, List.of(new Hours(4, 480, 1200))).most(2, 0));
        return id;
    }

    private static Wanted wanted(int number, int hour, int hours, String... resources) {
        Instant from = THURSDAY.atTime(hour, 0).atZone(Oslo.ZONE).toInstant();
        return new Wanted(List.of(resources), "contact-" + number, from, from.plus(Duration.ofHours(hours)), null);
    }

    private static Invoice invoice(House house, Reservation reservation) {
        return house.money()
                .ledger()
                .invoice(Actor.SYSTEM, reservation.invoiceId())
                .orElseThrow();
    }

    private static Return returned(House house, Reservation reservation) {
        return house.billing.returns().page(TREASURER, null, null, null).items().stream()
                .filter(each -> each.reservationId().equals(reservation.id()))
                .findFirst()
                .orElseThrow();
    }

    @DatabaseTest
    void membersPayTheirPriceForEachSlotAndEachResourceOnOneInvoice(TestDatabase fresh) {
        House house = new House(fresh, true);
        String court = court(house, "Padel 1", Ore.kroner(300), Ore.kroner(200));
        String trainer = court(house, "PT Ida", Ore.kroner(500), null);
        house.standing.put("contact-2", Standings.State.NONE);

        Reservation member = house.reservations.reserve(House.member(1), wanted(1, 10, 2, court, trainer), null);
        Reservation guest = house.reservations.reserve(House.STAFF, wanted(2, 13, 1, court), null);

        assertThat(member.price()).isEqualTo(Ore.kroner(1400));
        assertThat(guest.price()).isEqualTo(Ore.kroner(300));
        Invoice invoice = invoice(house, member);
        assertThat(invoice.amount()).isEqualTo(Ore.kroner(1400));
        assertThat(invoice.contactId()).isEqualTo("contact-1");
        assertThat(invoice.dueDate()).isEqualTo(LocalDate.parse("2026-12-15"));
        assertThat(invoice.lines()).singleElement().satisfies(line -> assertThat(line.text())
                .isEqualTo("Leie: Padel 1, PT Ida, 03.12.2026 10:00–12:00"));
        house.billing.round();
        assertThat(house.reservations.one(House.STAFF, member.id()).invoiceId()).isEqualTo(invoice.id());
    }

    @DatabaseTest
    void whoActsForAChildPaysForIt(TestDatabase fresh) {
        House house = new House(fresh, true);
        String court = court(house, "Padel 1", Ore.kroner(300), null);
        house.wards.put("contact-1", Set.of("contact-3"));
        Invoice invoice = invoice(house, house.reservations.reserve(House.member(1), wanted(3, 10, 1, court), null));
        assertThat(invoice.contactId()).isEqualTo("contact-1");
        assertThat(invoice.onBehalfOf().contactId()).isEqualTo("contact-3");
    }

    @DatabaseTest
    void whatIsNotPaidIsCreditedWhenItIsGivenBack(TestDatabase fresh) {
        House house = new House(fresh, true);
        String court = court(house, "Padel 1", Ore.kroner(300), null);
        Reservation mine = house.reservations.reserve(House.member(1), wanted(1, 10, 1, court), null);

        house.reservations.cancel(House.member(1), mine.id(), null);
        house.billing.round();
        house.billing.round();

        assertThat(invoice(house, mine).status()).isEqualTo(Invoice.Status.CREDITED);
        assertThat(returned(house, mine).state()).isEqualTo(State.DONE);
        house.reservations.cancel(House.member(1), mine.id(), null);
        assertThat(house.billing.returns().page(TREASURER, null, null, null).items())
                .hasSize(1);
        Reservation again = house.reservations.reserve(House.member(2), wanted(2, 10, 1, court), null);
        house.reservations.cancel(House.STAFF, again.id(), Ore.kroner(100));
        house.billing.round();
        assertThat(invoice(house, again).open()).isEqualTo(Ore.kroner(100));
        assertThatThrownBy(() -> house.reservations.cancel(House.STAFF, again.id(), Ore.kroner(301)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("kept must be");
    }

    @DatabaseTest
    void whatCameByBankWaitsForAPersonWhoSaysHowItWasPaidBack(TestDatabase fresh) {
        House house = new House(fresh, true);
        String court = court(house, "Padel 1", Ore.kroner(300), null);
        Reservation mine = house.reservations.reserve(House.member(1), wanted(1, 10, 1, court), null);
        Invoice invoice = invoice(house, mine);
        house.money()
                .ledger()
                .post(Actor.SYSTEM, "test:1", List.of(receipt(invoice)).iterator(), posted -> {});
        assertThat(invoice(house, mine).status()).isEqualTo(Invoice.Status.PAID);

        house.reservations.cancel(House.member(1), mine.id(), null);
        house.billing.round();

        Return waits = returned(house, mine);
        assertThat(waits.state()).isEqualTo(State.STAFF);
        assertThat(waits.note()).contains("Pay kr 300,00 back by bank");
        assertThat(house.billing
                        .returns()
                        .settle(TREASURER, mine.id(), "Paid to the account by hand")
                        .state())
                .isEqualTo(State.DONE);
        assertThatThrownBy(() -> house.billing.returns().settle(TREASURER, mine.id(), "Twice"))
                .hasMessageContaining("DONE");
    }

    private static Receipt receipt(Invoice invoice) {
        return new Receipt(
                "test:1", "OCR", invoice.kid(), invoice.amount(), THURSDAY.minusDays(2), null, null, null, null);
    }

    @DatabaseTest
    void withoutALedgerWhatIsFreeCanBeHadAndWhatCostsSaysWhyNot(TestDatabase fresh) {
        House house = new House(fresh);
        String free = court(house, "Sal", Ore.ZERO, null);
        String priced = court(house, "Padel 1", Ore.kroner(300), Ore.ZERO);
        house.standing.put("contact-2", Standings.State.NONE);

        Reservation mine = house.reservations.reserve(House.member(1), wanted(1, 10, 1, free, priced), null);

        assertThat(mine.price()).as("free for members").isEqualTo(Ore.ZERO);
        assertThatThrownBy(() -> house.reservations.reserve(House.STAFF, wanted(2, 12, 1, priced), null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("grend-ledger");
        assertThat(house.reservations.ofResource(House.STAFF, priced, THURSDAY)).hasSize(1);
        house.billing.round();
    }

    @DatabaseTest
    void whatWasReservedWhileTheLedgerWasAwayIsInvoicedWhenItIsBackOnce(TestDatabase fresh) {
        House house = new House(fresh, true);
        String court = court(house, "Padel 1", Ore.kroner(300), null);
        Reservation mine = house.reservations.reserve(House.member(1), wanted(1, 10, 1, court), null);
        house.db.useTransaction(tx -> tx.execute("UPDATE booking_reservation SET invoice_id = NULL"));

        house.billing.round();
        house.billing.round();

        assertThat(house.reservations.one(House.STAFF, mine.id()).invoiceId()).isEqualTo(mine.invoiceId());
    }
}
