package no.grend.simulation;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import no.grend.audit.Audit;
import no.grend.avtalegiro.internal.Mandates;
import no.grend.avtalegiro.internal.NoticeSending;
import no.grend.avtalegiro.internal.Settlements;
import no.grend.dunning.internal.Dunning;
import no.grend.identity.Actor;
import no.grend.job.JobHandler;
import no.grend.job.Jobs;
import no.grend.kernel.Ore;
import no.grend.kernel.Verification;
import no.grend.ledger.Ledger;
import no.grend.ledger.internal.LedgerService;
import no.grend.ledger.internal.SubLedger;
import no.grend.ledger.internal.store.Account;
import no.grend.licence.Licence;
import no.grend.member.Contact.ContactKind;
import no.grend.member.Members;
import no.grend.member.Members.CategoryKind;
import no.grend.member.NewContact;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.NumberVault;
import no.grend.member.internal.PaidPeriods;
import no.grend.message.Message;
import no.grend.message.Messages;
import no.grend.ocr.internal.BankFiles;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import no.grend.simulation.OwnBook.Member;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** A club with its houses on one database. A restart throws away all that lies in memory. */
final class Club {

    private static final Houses HOUSES =
            new Houses(LedgerService.class, MemberCore.class, Mandates.class, BankFiles.class, Dunning.class);

    private final MutableClock clock = MutableClock.noonOf(Year.FIRST);
    private final Board board = new Board(Actor.SYSTEM);
    private final OwnBook book = new OwnBook();
    private final Map<Class<?>, Object> outside = new HashMap<>();
    private Wiring wiring;

    Club(TestDatabase test, Random random, int members) {
        outside.put(
                Database.class,
                Map.of(
                        "ledger", test.database("ledger", LedgerService.class),
                        "member", test.database("member", MemberCore.class),
                        "avtalegiro", test.database("avtalegiro", Mandates.class),
                        "ocr", test.database("ocr", BankFiles.class),
                        "dunning", test.database("dunning", Dunning.class)));
        outside.put(Clock.class, clock);
        outside.put(Audit.class, new RecordingAudit());
        outside.put(Licence.class, new Licensed());
        outside.put(Jobs.class, board);
        outside.put(Messages.class, new Outbox());
        outside.put(NumberVault.class, new NumberVault(key(1), key(2)));
        Organisation.Profile profile = record(
                Organisation.Profile.class,
                Map.of(
                        "officialName", "Fjellvang turlag",
                        "email", "post@example.org",
                        "account", Bank.ACCOUNT,
                        "customerUnitId", Bank.UNIT,
                        "kidScheme", "member7-invoice7"));
        outside.put(Organisation.class, (Organisation) () -> profile);
        restart();
        found(random, members);
    }

    private record Licensed() implements Licence {

        @Override
        public String feature() {
            return "everything";
        }

        @Override
        public LocalDate validUntil() {
            return LocalDate.MAX;
        }
    }

    /** Everything arrives. */
    private static final class Outbox implements Messages {

        @Override
        public boolean send(Message message) {
            return true;
        }

        @Override
        public Map<String, Delivery> deliveries(Collection<String> keys) {
            return Map.of();
        }

        @Override
        public boolean carried(Message.Channel channel) {
            return true;
        }
    }

    MutableClock clock() {
        return clock;
    }

    Board board() {
        return board;
    }

    OwnBook book() {
        return book;
    }

    <T> T the(Class<T> service) {
        return wiring.the(service);
    }

    /** Does a job that was ordered. */
    Map<String, Object> work(Class<? extends JobHandler> handler, String id) {
        try {
            return wiring.component(handler.getName(), JobHandler.class).run(board.run(id));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Job " + id, e);
        }
    }

    void restart() {
        wiring = new Wiring(HOUSES, outside);
    }

    /** The register reads which periods are paid. */
    private Integer followFeed() {
        return new PaidPeriods(the(MemberCore.class)).catchUp(the(Ledger.class));
    }

    /** What the houses do by themselves every minute. */
    Integer timers() {
        wiring.tick(BankFiles.class, "recover");
        wiring.tick(Settlements.class, "catchUp");
        wiring.tick(NoticeSending.class, "work");
        return followFeed();
    }

    void leave(Member member, LocalDate on) {
        the(MemberCore.class).memberships().end(Actor.SYSTEM, member.membershipId, on, "Flytter");
    }

    /** What each member owes at the end of a day, in øre, as the sub-ledger says. */
    Map<Integer, Long> balances(LocalDate on) {
        Map<Integer, Long> balances = new TreeMap<>();
        the(SubLedger.class)
                .eachBalance(
                        Actor.SYSTEM, on, row -> balances.put(row.memberNumber(), row.receivable() + row.credit()));
        balances.values().removeIf(balance -> balance == 0);
        return balances;
    }

    long suspense(LocalDate on) {
        long[] sum = {0};
        the(SubLedger.class)
                .eachOpenPayment(Actor.SYSTEM, Account.SUSPENSE, on, null, payment -> sum[0] += payment.amount());
        return sum[0];
    }

    /** Everything that any house can prove. */
    List<Verification.Violation> violations() {
        List<Verification.Violation> violations = new ArrayList<>();
        for (String area : List.of(
                "no.grend.ledger.internal.LedgerVerification",
                "no.grend.member.internal.RegisterVerification",
                "no.grend.avtalegiro.internal.AvtaleGiroVerification",
                "no.grend.ocr.internal.BankFileVerification",
                "no.grend.dunning.internal.DunningVerification")) {
            violations.addAll(wiring.component(area, Verification.class).verify());
        }
        return violations;
    }

    /** What the letters asked for, by the letters' own table and not by the ledger's. */
    void readCharges(OwnBook book) {
        dunning().useTransaction(tx -> tx.createQuery("""
            SELECT invoice_id, SUM(fee_ore + interest_ore) AS asked FROM dunning_step
            WHERE state <> 'WITHDRAWN' GROUP BY invoice_id\
            """)
                .map((row, context) -> {
                    book.bills.get(row.getString(1)).charged = row.getLong(2);
                    return Boolean.TRUE;
                })
                .list());
    }

    /** Whether a letter about the invoice may still be withdrawn. */
    boolean isOnItsWay(String invoiceId) {
        return dunning().<Integer>read(tx -> tx.createQuery(
                                "SELECT COUNT(*) FROM dunning_step WHERE invoice_id = :id AND state IN ('BEGUN',"
                                        + " 'QUEUED')")
                        .bind("id", invoiceId)
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    private Database dunning() {
        return (Database) ((Map<?, ?>) outside.get(Database.class)).get("dunning");
    }

    private void found(Random random, int members) {
        Members register = the(Members.class);
        List<Long> prices = List.of(45_000L, 120_000L, 33_350L);
        List<String> categories = prices.stream()
                .map(price -> register.createCategory(
                        Actor.SYSTEM, "Pris " + price, Ore.of(price), "P1Y", CategoryKind.RUNNING, null))
                .toList();
        for (int i = 0; i < members; i++) {
            var contact = register.register(
                    Actor.SYSTEM,
                    record(
                            NewContact.class,
                            Map.of(
                                    "kind",
                                    ContactKind.PERSON,
                                    "givenName",
                                    "Kari",
                                    "familyName",
                                    "Prøve",
                                    "email",
                                    "kari" + i + "@example.no")),
                    null);
            int kind = random.nextInt(prices.size());
            // The first of them is invoiced in the first month, so that there is one to close.
            LocalDate next =
                    Year.FIRST.plusDays(random.nextInt(i == 0 ? 1 : 365)).withDayOfMonth(1 + random.nextInt(28));
            String membership = register.enrol(
                    Actor.SYSTEM, contact.id(), categories.get(kind), next.minusYears(1), next.minusDays(1), null);
            book.members.put(
                    contact.memberNumber(),
                    new Member(contact.memberNumber(), contact.id(), membership, prices.get(kind), next));
        }
    }

    /** A record with these components, and nothing in the others. */
    private static <T extends Record> T record(Class<T> type, Map<String, Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = Stream.of(components)
                .map(component -> values.containsKey(component.getName())
                        ? values.get(component.getName())
                        : nothing(component.getType()))
                .toArray();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static Object nothing(Class<?> type) {
        return type == boolean.class ? (Object) false : type == int.class ? (Object) 0 : null;
    }

    private static SecretKeySpec key(int of) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) of;
        return new SecretKeySpec(bytes, "AES");
    }
}
