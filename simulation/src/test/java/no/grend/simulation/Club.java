package no.grend.simulation;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import no.grend.audit.Audit;
import no.grend.avtalegiro.internal.Mandates;
import no.grend.avtalegiro.internal.NoticeSending;
import no.grend.avtalegiro.internal.Settlements;
import no.grend.dunning.internal.Dunning;
import no.grend.dunning.internal.Settings;
import no.grend.identity.Actor;
import no.grend.job.JobHandler;
import no.grend.job.Jobs;
import no.grend.kernel.Ore;
import no.grend.ledger.Ledger;
import no.grend.ledger.internal.LedgerService;
import no.grend.ledger.internal.LedgerSettings;
import no.grend.licence.Licence;
import no.grend.member.Contact.ContactKind;
import no.grend.member.Members;
import no.grend.member.Members.CategoryKind;
import no.grend.member.NewContact;
import no.grend.member.internal.Households;
import no.grend.member.internal.MemberCore;
import no.grend.member.internal.NumberVault;
import no.grend.member.internal.PaidPeriods;
import no.grend.member.internal.TerminationFollower;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.Pricing.Proration;
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

    static final List<Tariff> TARIFFS = List.of(
            Tariff.plain(45_000),
            Tariff.plain(120_000),
            Tariff.plain(33_350),
            new Tariff(90_000, MonthDay.of(1, 1), ChronoUnit.MONTHS, 20_000, 25, 0, true),
            new Tariff(61_535, MonthDay.of(7, 1), ChronoUnit.DAYS, 0, 0, 15_000, false),
            new Tariff(30_010, MonthDay.of(3, 15), null, 5_000, 50, 0, false));

    private static final String CREDIT_PAID = LedgerSettings.class.getName() + ".creditPaid";

    private final MutableClock clock = MutableClock.noonOf(Year.FIRST);
    private final Board board = new Board(Actor.SYSTEM);
    private final OwnBook book = new OwnBook();
    private final List<String> categories = new ArrayList<>();
    private final Map<Class<?>, Object> outside = new HashMap<>();
    private final Map<String, Object> settings = new HashMap<>();
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
        settings.put(Settings.class.getName() + ".rules", Reminders.RATES);
        settings.put(CREDIT_PAID, random.nextBoolean());
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

    /** Whether what is paid may be credited or waived, and is the member's own then. */
    boolean creditsWhatIsPaid() {
        return (boolean) settings.get(CREDIT_PAID);
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

    Readings readings() {
        return new Readings(this);
    }

    <T> T component(String implementation, Class<T> service) {
        return wiring.component(implementation, service);
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
        wiring = new Wiring(HOUSES, outside, settings);
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
        wiring.tick(TerminationFollower.class, "round");
        return followFeed();
    }

    void leave(Member member, LocalDate on) {
        the(MemberCore.class).memberships().end(Actor.SYSTEM, member.membershipId, on, "Flytter");
    }

    /** @return the notice's id */
    String giveNotice(Member member, LocalDate last) {
        return the(MemberCore.class)
                .terminations()
                .give(Actor.SYSTEM, member.membershipId, last, "Flytter", null)
                .id();
    }

    void withdrawNotice(Member member, String notice) {
        the(MemberCore.class).terminations().withdraw(Actor.SYSTEM, member.membershipId, notice);
    }

    Database dunning() {
        return (Database) ((Map<?, ?>) outside.get(Database.class)).get("dunning");
    }

    /** Registers somebody and lets them be a member. @param paidUntil null for somebody who joins here */
    Member enrol(int tariff, LocalDate from, LocalDate paidUntil) {
        Members register = the(Members.class);
        int ordinal = book.members.size();
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
                                "kari" + ordinal + "@example.no")),
                null);
        String membership = register.enrol(Actor.SYSTEM, contact.id(), categories.get(tariff), from, paidUntil, null);
        Member member =
                new Member(contact.memberNumber(), contact.id(), membership, TARIFFS.get(tariff), from, paidUntil);
        book.members.put(member.number, member);
        return member;
    }

    /** Makes a household of somebody, or takes them into one; the order of joining counts for the discount. */
    void share(Household household, Member member) {
        Households households = the(MemberCore.class).households();
        if (household.id == null) {
            household.id = households
                    .create(Actor.SYSTEM, null, List.of(member.contactId))
                    .id();
        } else {
            households.join(Actor.SYSTEM, household.id, member.contactId);
        }
        member.before.addAll(household.persons);
        household.persons.add(member);
        member.lodges = true;
    }

    /** Those who live together, in the order that counts. */
    static final class Household {
        private String id;
        private final List<Member> persons = new ArrayList<>();
    }

    private void found(Random random, int members) {
        for (Tariff tariff : TARIFFS) {
            categories.add(the(MemberCore.class)
                    .categories()
                    .create(
                            Actor.SYSTEM,
                            "Kontingent " + (categories.size() + 1),
                            Ore.of(tariff.price()),
                            "P1Y",
                            CategoryKind.RUNNING,
                            pricing(tariff),
                            null)
                    .id());
        }
        for (int i = 0; i < members; i++) {
            // The first of them is invoiced in the first month, so that there is one to close.
            LocalDate next =
                    Year.FIRST.plusDays(random.nextInt(i == 0 ? 1 : 365)).withDayOfMonth(1 + random.nextInt(28));
            enrol(random.nextInt(TARIFFS.size()), next.minusYears(1), next.minusDays(1));
        }
    }

    private static Pricing pricing(Tariff tariff) {
        boolean discounts = tariff.percentOff() > 0 || tariff.oreOff() > 0;
        return new Pricing(
                tariff.periodsFrom(),
                tariff.cut() == null
                        ? Proration.NONE
                        : Proration.valueOf(tariff.cut().name()),
                Ore.of(tariff.joiningFee()),
                !discounts
                        ? null
                        : tariff.percentOff() > 0
                                ? new FamilyDiscount(tariff.percentOff(), null)
                                : new FamilyDiscount(null, Ore.of(tariff.oreOff())),
                tariff.wholeKroner());
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
