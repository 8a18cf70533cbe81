package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Credit;
import no.grend.ledger.CreditNote;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Invoice;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.LineKind;
import no.grend.ledger.Invoice.Status;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.Stopping.Bill;
import no.grend.member.internal.Stopping.Fate;
import no.grend.member.internal.TerminationMoney.Settled;
import no.grend.member.internal.store.InvoiceAgainTable;
import no.grend.member.internal.store.InvoiceAgainTable.Again;
import no.grend.member.internal.store.TerminationTable.Termination;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.testkit.BareLedger;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

/** What a notice brings with it: its receipt, and the invoices of the time after (S1-08). Today is 2026-11-21. */
class TerminationFollowerTest {

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    /** One yearly membership, paid for 2026, with an invoice for 2027. */
    private static final class House extends BareLedger implements CreditNotes, Messages {

        final Register register;
        final String kari;
        final String id;
        final List<Message> sent = new ArrayList<>();
        final Map<LocalDate, Invoice> invoices = new LinkedHashMap<>();
        boolean claimed;
        String reason = "Medlemskapet er sagt opp, og siste dag er 31.12.2026";
        LocalDate issuedOn = day("2026-11-01");
        List<Line> lines = List.of(new Line("Kontingent", Ore.kroner(500), LineKind.FEE));

        House(TestDatabase fresh) {
            register = new Register(fresh);
            String year = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
            kari = register.core
                    .registrations()
                    .register(STAFF, Register.person("Kari", "Prøve", "kari@example.org", null), null)
                    .contact()
                    .id();
            id = register.membership(kari, year, "2026-01-01", "2026-12-31");
            put("2027-01-01", 0, Status.OPEN);
            new RenewalSource(register.core).invoiced(List.of("membership:" + id + ":2027-01-01"));
        }

        void put(String start, long paid, Status status) {
            Ore open = status == Status.CREDITED ? Ore.ZERO : Ore.kroner(500 - paid);
            invoices.put(
                    day(start),
                    Invoice.builder("i-" + start)
                            .numbered("F", 17, "kid")
                            .to(kari, 1_000_001, "Kari Prøve")
                            .issuedOn(issuedOn)
                            .dueOn(day(start))
                            .lines(lines)
                            .paid(Ore.kroner(paid), status)
                            .asking(Invoice.Parts.principal(Ore.kroner(500)), Invoice.Parts.principal(open))
                            .sourceKey("membership:" + id + ":" + start)
                            .build());
        }

        void follow() {
            MembershipBilling billing = new MembershipBilling(register.core, this);
            TerminationFollower.follow(
                    register.core,
                    new TerminationMoney(register.core, billing, this, this),
                    new TerminationMail(register.core, this, "Klubben"));
        }

        /** Whether the period of 2027 is to be invoiced again. */
        boolean waitsAgain() {
            Optional<Again> again = register.db.read(tx -> InvoiceAgainTable.latest(tx, id, day("2027-01-01")));
            return again.isPresent() && again.get().waiting();
        }

        Terminations terminations() {
            return register.core(Freezes.Rules.STAFF_ONLY, true).terminations();
        }

        Status status() {
            return invoices.get(day("2027-01-01")).status();
        }

        @Override
        public Page<Invoice> invoices(Actor actor, InvoiceQuery query) {
            return new Page<>(List.copyOf(invoices.values()), null);
        }

        @Override
        public Optional<Invoice> invoiceFor(Actor actor, String sourceKey) {
            return invoices.values().stream()
                    .filter(invoice -> invoice.sourceKey().equals(sourceKey))
                    .findFirst();
        }

        @Override
        public CreditNote credit(Actor actor, String invoiceId, Credit credit, IdempotencyKey key) {
            if (claimed) {
                throw Problem.conflict("CLAIM_LIVE", "It is on its way to the bank.");
            }
            assertThat(credit.reason()).isEqualTo(reason);
            put("2027-01-01", 0, Status.CREDITED);
            return null;
        }

        @Override
        public boolean isClaimed(Invoice invoice) {
            return claimed;
        }

        @Override
        public Optional<CreditNote> creditNote(Actor actor, String creditNoteId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, List<CreditNote>> ofInvoices(Actor actor, Collection<String> invoiceIds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean send(Message message) {
            return sent.stream().noneMatch(one -> one.key().equals(message.key())) && sent.add(message);
        }
    }

    @DatabaseTest
    void anUnpaidInvoiceForTheTimeAfterIsCreditedAndTheMemberTold(TestDatabase fresh) {
        House house = new House(fresh);
        Terminations members = house.terminations();
        Stopping.Preview said =
                new Stopping(house.register.core, house, house).preview(STAFF, house.id, day("2026-12-31"));
        Termination given = members.give(Actor.member(house.kari, "Kari"), house.id, null, null, null);

        house.follow();
        house.follow();

        assertThat(said.invoices()).extracting(Bill::number, Bill::fate).containsExactly(tuple(17L, Fate.CREDITED));
        assertThat(given.lastDay()).isEqualTo("2026-12-31");
        assertThat(house.status()).isEqualTo(Status.CREDITED);
        assertThat(house.sent).singleElement().satisfies(mail -> {
            assertThat(mail.channel()).isEqualTo(Channel.EMAIL);
            assertThat(mail.to()).isEqualTo("kari@example.org");
            assertThat(mail.body()).contains("Voksen hos Klubben", "Siste dag er 31.12.2026.", "angre på Min side");
        });
        assertThat(house.register.core.terminations().due()).isEmpty();

        members.withdraw(Actor.member(house.kari, "Kari"), house.id, given.id());
        house.follow();

        assertThat(house.waitsAgain()).isTrue();
        assertThat(house.sent)
                .extracting(Message::subject)
                .containsExactly("Medlemskapet er sagt opp", "Medlemskapet løper videre");
        assertThat(house.register.core.terminations().due()).isEmpty();
    }

    @DatabaseTest
    void whatIsPaidStandsAndStaffAreTold(TestDatabase fresh) {
        House house = new House(fresh);
        house.put("2027-01-01", 500, Status.PAID);
        house.register.core.terminations().give(STAFF, house.id, day("2026-12-31"), null, null);

        house.follow();

        assertThat(house.status()).isEqualTo(Status.PAID);
        assertThat(house.register.core.workItems().page(STAFF, true, null, null).items())
                .extracting(WorkItems.Item::kind, WorkItems.Item::contactIds)
                .containsExactly(tuple(WorkItems.Kind.STOPPED_MEMBERSHIP_INVOICE, List.of(house.kari)));
        assertThat(house.sent).extracting(Message::subject).containsExactly("Medlemskapet avsluttes");
    }

    @DatabaseTest
    void whatIsClaimedIsTriedAgainEachDay(TestDatabase fresh) {
        House house = new House(fresh);
        house.claimed = true;
        assertThat(new Stopping(house.register.core, house, house)
                        .preview(STAFF, house.id, day("2026-12-31"))
                        .invoices())
                .extracting(Bill::fate)
                .containsExactly(Fate.CLAIMED);
        house.register.core.terminations().give(STAFF, house.id, day("2026-12-31"), null, null);
        house.follow();

        assertThat(house.status()).isEqualTo(Status.OPEN);
        assertThat(house.register.core.workItems().page(STAFF, true, null, null).items())
                .hasSize(1);
        assertThat(house.register.core.terminations().due()).isEmpty();

        house.claimed = false;
        house.register.clock.set(MutableClock.noonOf("2026-11-22").instant());
        house.follow();
        assertThat(house.status()).isEqualTo(Status.CREDITED);
        assertThat(house.sent).hasSize(1);
    }

    @DatabaseTest
    void aPeriodThatHasComeToCostNothingIsLeftToStaffWhenANoticeIsWithdrawn(TestDatabase fresh) {
        House house = new House(fresh);
        Terminations notices = house.terminations();
        Termination given = notices.give(STAFF, house.id, day("2026-12-31"), null, null);
        house.follow();
        Again free = new Again(house.id, day("2027-01-01"), 2, true);
        house.register.db.useTransaction(tx -> {
            InvoiceAgainTable.insert(tx, free, "staff", house.register.clock.instant());
            InvoiceAgainTable.done(tx, List.of(free));
        });

        notices.withdraw(STAFF, house.id, given.id());
        house.follow();

        assertThat(house.waitsAgain()).isFalse();
        assertThat(house.register.core.workItems().page(STAFF, true, null, null).items())
                .extracting(WorkItems.Item::kind)
                .containsExactly(WorkItems.Kind.STOPPED_MEMBERSHIP_INVOICE);
        assertThat(house.register.core.terminations().due()).isEmpty();
    }

    @DatabaseTest
    void anInvoiceThatARunMadeMeanwhileIsFoundWhenTheLastDayIsOver(TestDatabase fresh) {
        House house = new House(fresh);
        house.invoices.clear();
        house.register.core.terminations().give(STAFF, house.id, day("2026-12-31"), null, null);
        house.follow();
        house.put("2027-01-01", 0, Status.OPEN);

        house.register.clock.set(MutableClock.noonOf("2027-01-01").instant());
        house.follow();

        assertThat(house.status()).isEqualTo(Status.CREDITED);
        assertThat(house.register.core.terminations().due()).isEmpty();
        house.register.clock.set(MutableClock.noonOf("2027-02-01").instant());
        assertThat(house.register.core.terminations().due()).isEmpty();
    }

    @DatabaseTest
    void whatWasInvoicedCutShortIsInvoicedWholeWhenTheNoticeIsWithdrawn(TestDatabase fresh) {
        House house = new House(fresh);
        house.invoices.clear();
        house.reason = "Oppsigelsen er trukket, og perioden faktureres på nytt";
        Termination given = house.register.core.terminations().give(STAFF, house.id, day("2027-01-31"), null, null);
        house.issuedOn = day("2026-12-01");
        house.lines = List.of(
                new Line("Kontingent", Ore.kroner(500), LineKind.FEE),
                new Line("Til siste dag", Ore.kroner(-400), LineKind.PRORATION));
        house.put("2027-01-01", 0, Status.OPEN);
        house.follow();
        assertThat(house.status()).as("for the time before the last day").isEqualTo(Status.OPEN);

        house.register.core.terminations().withdraw(STAFF, house.id, given.id());
        house.follow();

        assertThat(house.status()).isEqualTo(Status.CREDITED);
        assertThat(house.waitsAgain()).isTrue();
    }

    @DatabaseTest
    void withoutALedgerItWaits(TestDatabase fresh) {
        House house = new House(fresh);
        assertThat(new Stopping(house.register.core, null, null)
                        .preview(STAFF, house.id, null)
                        .invoices())
                .isNull();
        Termination given = house.register.core.terminations().give(STAFF, house.id, day("2026-12-31"), null, null);
        MembershipBilling billing = new MembershipBilling(house.register.core, null);

        assertThat(new TerminationMoney(house.register.core, billing, null, null).settle(given))
                .isEqualTo(Settled.NOTHING);
    }
}
