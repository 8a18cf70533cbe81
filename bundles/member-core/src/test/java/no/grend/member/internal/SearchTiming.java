package no.grend.member.internal;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import no.grend.identity.Actor;
import no.grend.ledger.spi.InvoiceSource;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.ContactTable.Origin;
import no.grend.schema.Database.Dialect;
import no.grend.testkit.MadeUpPeople;
import no.grend.testkit.MadeUpPeople.MadeUpPerson;
import no.grend.testkit.TestDatabase;

/**
 * Times search, registration and renewal on a large register; run by hand:
 * {@code SearchTiming POSTGRESQL 200000}. Not a test.
 */
final class SearchTiming {

    private static final List<String> QUERIES = List.of(
            "a",
            "hætta",
            "åse",
            "ingrid tveit",
            "in tv",
            "torbjørn aas",
            "9900",
            "10000",
            "sigrid rønning",
            "ås.xyz",
            "ylva zzz",
            "ragnhild.p",
            "dag ærlend næss",
            "1000500",
            "noor.as.1");

    private SearchTiming() {}

    public static void main(String[] arguments) {
        Dialect dialect = Dialect.valueOf(arguments[0]);
        int members = Integer.parseInt(arguments[1]);
        try (TestDatabase fresh = TestDatabase.fresh(dialect)) {
            Register register = new Register(fresh);
            String category = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
            fill(register, members, category);
            if (dialect == Dialect.POSTGRESQL) {
                register.db.useTransaction(tx -> tx.execute("ANALYZE"));
            }
            search(register);
            renew(register);
        }
    }

    private static void fill(Register register, int members, String category) {
        MadeUpPeople people = new MadeUpPeople(42);
        long start = System.nanoTime();
        for (int i = 0; i < members; i += 500) {
            register.db.useTransaction(tx -> {
                var adult = no.grend.member.internal.store.CategoryTable.byId(tx, category)
                        .orElseThrow();
                try (Intake intake = new Intake(register.core, tx, List.of(), List.of())) {
                    for (int j = 0; j < 500; j++) {
                        MadeUpPerson p = people.next();
                        var contact = intake.contact(
                                Actor.SYSTEM,
                                Register.person(p.givenName(), p.familyName(), p.email(), p.mobile()),
                                Origin.imported("timing:" + p.email()),
                                null);
                        intake.membership(
                                Actor.SYSTEM,
                                contact.contact(),
                                adult,
                                java.time.LocalDate.parse("2020-01-01"),
                                java.time.LocalDate.parse("2026-12-31"));
                    }
                    intake.finish();
                }
            });
            register.audit.clear();
        }
        tell("filled " + members, start);
        start = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            MadeUpPerson p = people.next();
            register.core
                    .registrations()
                    .register(
                            Actor.SYSTEM, Register.person(p.givenName(), p.familyName(), p.email(), p.mobile()), null);
        }
        tell("registered 1000 one by one", start);
    }

    private static void search(Register register) {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2; round++) {
            for (String query : QUERIES) {
                long[] micros = new long[200];
                int found = 0;
                for (int i = 0; i < micros.length; i++) {
                    long start = System.nanoTime();
                    found = register.core
                            .contacts()
                            .search(Actor.SYSTEM, query, 50, null)
                            .items()
                            .size();
                    micros[i] = (System.nanoTime() - start) / 1000;
                }
                Arrays.sort(micros);
                if (round == 1) {
                    System.out.printf(
                            "%-20s found %3d  median %6d us  p99 %6d us%n", query, found, micros[100], micros[198]);
                }
            }
        }
        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            int number = 1_000_001 + random.nextInt(1000);
            register.db.read(tx -> ContactTable.byNumber(tx, number));
        }
        tell("10,000 by number", start);
    }

    private static void renew(Register register) {
        RenewalSource source = new RenewalSource(register.core);
        long start = System.nanoTime();
        int[] drafts = {0};
        java.util.List<String> keys = new java.util.ArrayList<>();
        InvoiceSource plain = source;
        plain.due(
                java.time.LocalDate.parse("2027-01-15"),
                draft -> {
                    drafts[0]++;
                    keys.add(draft.sourceKey());
                    if (keys.size() == 5000) {
                        source.invoiced(keys);
                        keys.clear();
                    }
                },
                skipped -> {});
        source.invoiced(keys);
        tell("renewal of " + drafts[0] + " with marking", start);
    }

    private static void tell(String what, long start) {
        System.out.printf("%s: %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
    }
}
