package no.grend.agreement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import no.grend.agreement.Payment;
import no.grend.ledger.Invoice;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

/** Behind every "never" stands the database, whoever writes to it. */
class ConstraintsTest {

    @DatabaseTest
    void theDatabaseRefusesWhatMustNeverBe(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeProvider("card"));
            Invoice invoice = house.ledger.open(100);
            Payment payment = house.start(invoice);
            String id = payment.id();

            for (String statement : List.of(
                    "UPDATE agreement_event SET detail = 'x' WHERE payment_id = '" + id + "'",
                    "DELETE FROM agreement_event WHERE payment_id = '" + id + "'",
                    "DELETE FROM agreement_payment WHERE id = '" + id + "'",
                    "UPDATE agreement_payment SET state = 'PENDING' WHERE id = '" + id + "'",
                    "UPDATE agreement_payment SET paid = 99 WHERE id = '" + id + "'",
                    "UPDATE agreement_payment SET reference = NULL WHERE id = '" + id + "'",
                    "UPDATE agreement_payment SET live_key = invoice_id WHERE id = '" + id + "'",
                    "UPDATE agreement_payment SET amount = 0 WHERE id = '" + id + "'",
                    "UPDATE agreement_payment SET provider = 'nobody' WHERE id = '" + id + "'",
                    "UPDATE agreement_provider SET drained_to = 'card' WHERE id = 'card'",
                    event(id, 9, "SETTLED", "REJECTED", "NULL"),
                    event(id, 9, "REJECTED", "PENDING", "NULL"),
                    event(id, 9, "UNKNOWN", "SETTLED", "'" + id + "'"),
                    event(id, 9, "UNKNOWN", "SETTLED", "NULL"),
                    event(id, 1, "SETTLED", "SETTLED", "NULL"))) {
                assertThatThrownBy(() -> house.db.useTransaction(tx -> tx.execute(statement)))
                        .as(statement)
                        .isInstanceOf(RuntimeException.class);
            }
            assertThat(house.now(payment)).isEqualTo(payment);
        }
    }

    @DatabaseTest
    void theCheckSeesWhatWasDoneBehindItsBack(TestDatabase fresh) {
        try (House house = new House(fresh)) {
            house.arrives(new FakeProvider("card"));
            Payment payment = house.start(house.ledger.open(100));
            assertThat(house.checks.verify()).isEmpty();

            house.db.useTransaction(tx -> tx.execute("UPDATE agreement_payment SET state = 'REJECTED', paid = NULL,"
                    + " paid_on = NULL WHERE id = '" + payment.id() + "'"));

            assertThat(house.checks.verify()).singleElement().satisfies(violation -> assertThat(violation.detail())
                    .contains(payment.id()));
        }
    }

    private static String event(String payment, int place, String from, String to, String settled) {
        return "INSERT INTO agreement_event (payment_id, place, happened_at, what, from_state, to_state, actor, settled_key)"
                + " VALUES ('" + payment + "', " + place + ", CURRENT_TIMESTAMP, 'X', '" + from + "', '" + to
                + "', 'x', "
                + settled + ")";
    }
}
