package no.grend.agreement.internal.standing;

import static no.grend.agreement.internal.RealHouse.await;
import static no.grend.agreement.internal.standing.StandingHouse.KARI;
import static no.grend.agreement.internal.standing.StandingHouse.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.grend.agreement.Consent;
import no.grend.agreement.DebitDay;
import no.grend.agreement.NewPayment;
import no.grend.agreement.NewStandingAgreement;
import no.grend.agreement.Payment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.StandingAgreement;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.Act;
import no.grend.agreement.internal.NoticeCloud;
import no.grend.agreement.internal.RealHouse;
import no.grend.avtalegiro.MandateSignings;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger.Issued;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/**
 * A standing agreement that Vipps collects, from the payer's consent to the money in the ledger: by HTTP with the servers'
 * simulator, on the real ledger, with the notices coming ten times each. Today is 26 November 2026.
 */
class CollectedByVippsTest {

    private static final int MANY = 1_000;

    private static final class Club implements AutoCloseable {

        final NoticeCloud cloud = new NoticeCloud(System.nanoTime());
        final RealHouse house;
        final StandingBook book;
        final StandingSource source;
        final StandingService agreements;
        final ProviderDebits debits;

        Club(TestDatabase fresh) throws Exception {
            house = new RealHouse(fresh, cloud::genuine);
            house.arrives(house.servers.vippsWith(RealHouse.SECRET));
            StandingSettings settings = new StandingSettings("*=see,change,end", "", StandingHouse.LEAD);
            book = new StandingBook(house.db, house.clock, house.audit, settings);
            source = new StandingSource(book, StandingHouse.register());
            MandateSignings none = StandingHouse.fake(MandateSignings.class, (method, arguments) -> {
                throw new UnsupportedOperationException(method);
            });
            agreements = new StandingService(book, StandingHouse.register(), house.ledger, house.consents(), none);
            debits = new ProviderDebits(book, house.ledger, house.consents(), new ConsentDesk(house.consents()));
        }

        StandingAgreement gift() {
            return agreements.begin(
                    STAFF,
                    new NewStandingAgreement(
                            "contact-1",
                            Purpose.GIFT,
                            Ore.kroner(300),
                            new DebitDay(15),
                            Every.MONTH,
                            CollectedBy.PROVIDER,
                            "vipps",
                            null,
                            null,
                            null),
                    null);
        }

        /** Asked for on Min Side, and given on Vipps' page. */
        Consent consented(StandingAgreement gift) throws InterruptedException {
            Consent asked = agreements.askForConsent(KARI, gift.id());
            assertThat(asked.redirect().toString()).startsWith("http://127.0.0.1:");
            house.servers.vipps.approve(asked.reference(), asked.most().value());
            await(() -> consent(asked).state() == Consent.State.ACTIVE);
            return consent(asked);
        }

        Consent consent(Consent asked) {
            return house.consents().consent(STAFF, asked.id()).orElseThrow();
        }

        /** The ledger's daily run, and the look for what is to be charged. @return the invoice that it made */
        Invoice runOf(LocalDate day) throws InterruptedException {
            until(day);
            List<InvoiceDraft> drafts = new ArrayList<>();
            source.dueOfItself(day).ifPresent(due -> source.due(due, drafts::add, skipped -> {}));
            List<Issued> issued = house.ledger.issueAll(Actor.SYSTEM, "agreements-" + day, drafts);
            source.invoiced(drafts.stream().map(InvoiceDraft::sourceKey).toList());
            assertThat(debits.look()).isEmpty();
            assertThat(issued).hasSize(1);
            return issued.get(0).invoice();
        }

        /** Each day until this one, at noon. What is on its way to us arrives on the day that it was sent. */
        void until(LocalDate day) throws InterruptedException {
            cloud.clear();
            house.until(day);
        }

        List<Payment> payments(Invoice invoice) {
            return house.payments().ofInvoice(STAFF, invoice.id());
        }

        Invoice now(Invoice invoice) {
            return house.ledger.invoice(STAFF, invoice.id()).orElseThrow();
        }

        boolean isPaid(Invoice invoice) {
            return now(invoice).status() == Invoice.Status.PAID
                    && payments(invoice).get(0).booked();
        }

        void requireSound() throws InterruptedException {
            cloud.clear();
            assertThat(cloud.wrong).isEmpty();
            assertThat(house.verify()).isEmpty();
            assertThat(new StandingChecks(book, house.ledger).verify()).isEmpty();
        }

        @Override
        public void close() throws Exception {
            cloud.close();
            house.close();
        }
    }

    @DatabaseTest
    void eachInvoiceIsChargedOnItsDayAndPaid(TestDatabase fresh) throws Exception {
        try (Club club = new Club(fresh)) {
            StandingAgreement gift = club.gift();
            Consent consent = club.consented(gift);
            Invoice december = club.runOf(LocalDate.parse("2026-12-01"));
            assertThat(december.dueDate()).isEqualTo(LocalDate.parse("2026-12-15"));
            assertThat(club.payments(december)).singleElement().satisfies(charge -> {
                assertThat(charge.state()).isEqualTo(State.PENDING);
                assertThat(charge.charge().dueOn()).isEqualTo(december.dueDate());
            });
            club.until(LocalDate.parse("2026-12-14"));
            club.debits.look();
            assertThat(club.now(december).status()).isEqualTo(Invoice.Status.OPEN);

            club.until(december.dueDate());
            await(() -> club.isPaid(december));
            Invoice january = club.runOf(LocalDate.parse("2027-01-01"));
            club.until(january.dueDate());
            await(() -> club.isPaid(january));

            assertThat(club.payments(december)).hasSize(1);
            assertThat(club.house.charges())
                    .as("of itself nothing is charged again")
                    .isZero();
            assertThat(club.house.troubles()).isEmpty();
            club.agreements.act(KARI, gift.id(), null, new Act.End(null), null);
            await(() -> club.consent(consent).state() == Consent.State.STOPPED);
            club.requireSound();
        }
    }

    @DatabaseTest
    void whatCannotBeHadIsTriedAgainByVippsShownToAPersonAndAnOrdinaryInvoiceThen(TestDatabase fresh) throws Exception {
        try (Club club = new Club(fresh)) {
            club.consented(club.gift());
            Invoice december = club.runOf(LocalDate.parse("2026-12-01"));
            var attempts = club.house.servers.vipps.agreements.charges.withoutCover;
            attempts.set(MANY);
            Payment charge = club.payments(december).get(0);

            for (int day = 15; day < 20; day++) {
                club.until(LocalDate.of(2026, 12, day));
                Payment asked = club.house.payments().ask(STAFF, charge.id());
                assertThat(asked.state()).as("Vipps tries again").isEqualTo(State.PENDING);
                assertThat(attempts.get()).isEqualTo(MANY - (day - 14));
                assertThat(club.house.troubles()).isEmpty();
            }
            club.until(LocalDate.parse("2026-12-20"));
            await(() -> club.payments(december).get(0).state() == State.REJECTED);

            assertThat(attempts.get()).isEqualTo(MANY - 6);
            assertThat(club.house.troubles()).containsExactly("CHARGE_FAILED");
            assertThat(club.debits.look()).isEmpty();
            assertThat(club.house.charges()).isZero();
            assertThat(club.payments(december)).hasSize(1);
            attempts.set(0);
            paysByThemselves(club, december);
            Invoice january = club.runOf(LocalDate.parse("2027-01-01"));
            club.until(january.dueDate());
            await(() -> club.isPaid(january));
            club.requireSound();
        }
    }

    /** S1-21: who was not charged pays as anybody does. */
    private static void paysByThemselves(Club club, Invoice invoice) throws InterruptedException {
        assertThat(club.now(invoice).status()).isEqualTo(Invoice.Status.OPEN);
        assertThat(club.house.payments().ways(KARI, invoice.id())).hasSize(1);
        URI back = URI.create(club.house.address() + "/min-side/");
        Payment own = club.house
                .payments()
                .start(KARI, new NewPayment(invoice.id(), null, "vipps", null, back, Map.of()), null);
        club.house.servers.approve("vipps", own.id());
        await(() -> club.isPaid(invoice));
    }
}
