package no.grend.identity.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.identity.internal.store.Throttle;
import no.grend.identity.spi.MemberDirectory;
import no.grend.message.Message;
import no.grend.schema.Database;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** The whole house put together by hand: a cheap hash, a clock to turn, mail that is read instead of sent. */
final class Fixture {

    static final String PASSWORD = "furu og gran 12";
    static final String HERE = "192.0.2.1";

    final MutableClock clock = MutableClock.noonOf("2026-11-21");
    final RecordingAudit audit = new RecordingAudit();
    final Database db;
    final IdentityKey key;
    final Passwords passwords = new Passwords(new Passwords.Cost(64, 1, 1), 4);
    final PasswordRules rules = new PasswordRules(null);
    final Throttle throttle;
    final Sessions sessions;
    final Accounts accounts;
    final OwnAccount ownAccount;
    final StaffSignIn staff;
    final OneTimeCodes codes;
    final MemberSignIn members;
    final AddressProof addresses;
    final List<Message> mail = new ArrayList<>();
    final Directory directory = new Directory();

    /** @param secondFactorRoles as the setting */
    Fixture(TestDatabase fresh, String... secondFactorRoles) {
        db = fresh.database("identity", Accounts.class);
        key = key();
        throttle = new Throttle(db, clock);
        sessions = new Sessions(db, clock);
        accounts = new Accounts(db, clock, audit, passwords, rules, sessions);
        SecondFactor secondFactor = new SecondFactor(clock, key);
        SignInThrottle signInThrottle = new SignInThrottle(throttle, key);
        ownAccount = new OwnAccount(db, audit, passwords, rules, sessions, secondFactor, signInThrottle);
        staff = new StaffSignIn(
                db,
                audit,
                passwords,
                sessions,
                signInThrottle,
                secondFactor,
                new SecondFactorDuty(secondFactorRoles),
                firstAdministrator(PASSWORD, silence()));
        codes = new OneTimeCodes(db, clock, key, throttle);
        CodePost post = new CodePost(Runnable::run, message -> mail.add(message));
        members = new MemberSignIn(db, audit, sessions, codes, post, directory);
        addresses = new AddressProof(codes, post);
    }

    static IdentityKey key() {
        try {
            Path folder = Files.createTempDirectory("grend-key");
            Path file = folder.resolve("keys/identity.key");
            IdentityKey key = new IdentityKey(file);
            Files.delete(file);
            Files.delete(file.getParent());
            Files.delete(folder);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FirstAdministrator firstAdministrator(String chosen, PrintStream out) {
        return new FirstAdministrator(db, clock, audit, passwords, rules, chosen, out);
    }

    static PrintStream silence() {
        return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    }

    Account treasurer() {
        return accounts.create(
                Actor.SYSTEM, new Accounts.NewAccount("kari", "Kari Kasserer", PASSWORD, Set.of(Role.TREASURER)));
    }

    String tokenOf(String username) {
        return staff.signIn(username, PASSWORD, null, HERE).token();
    }

    /** The six digits in the newest message. */
    String lastCode() {
        return mail.get(mail.size() - 1).body().replaceAll("(?s)\\D*(\\d{6}).*", "$1");
    }

    int count(String sql) {
        return db.read(tx -> tx.createQuery(sql).mapTo(Integer.class).one());
    }

    /** Does the same many times at once and gives every result. */
    static <T> List<T> atOnce(int times, Callable<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(times);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** A register of few. */
    static final class Directory implements MemberDirectory {
        final Map<String, Lookup> known = new HashMap<>();
        final Map<String, String> names = new HashMap<>();

        Directory() {
            known.put("ola@example.org", new Lookup.One("contact-1", "ola@example.org", true));
            known.put("90000001", new Lookup.One("contact-1", "+4790000001", false));
            known.put("felles@example.org", new Lookup.Shared());
            names.put("contact-1", "Ola Nordmann");
        }

        @Override
        public Lookup find(String identifier) {
            return known.getOrDefault(identifier, new Lookup.Nobody());
        }

        @Override
        public String nameOf(String contactId) {
            return names.get(contactId);
        }
    }
}
