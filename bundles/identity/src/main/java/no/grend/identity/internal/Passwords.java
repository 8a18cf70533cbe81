package no.grend.identity.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import no.grend.kernel.Problem;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Hashes passwords with Argon2id at OWASP's figures (19 MiB, 2 passes, 1 lane). Safe between threads: few hash at a time, so
 * that many sign-ins at once take turns instead of memory (S88).
 */
@Component(service = Passwords.class)
public final class Passwords {

    private static final Cost OWASP = new Cost(19 * 1024, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What no password is as long as; longer ones are wrong, never cut. */
    static final int LONGEST = 128;

    private final SecureRandom random = new SecureRandom();
    private final Semaphore turns;
    private final Cost cost;
    private final String nobody;

    @Activate
    public Passwords() {
        this(OWASP, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    Passwords(Cost cost, int atOnce) {
        this.cost = cost;
        this.turns = new Semaphore(atOnce, true);
        // Never equals anything: it is compared for people who have no account, and takes as long as a real one.
        this.nobody = phc(cost, new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    /** What a hash costs. @param memory KiB */
    record Cost(int memory, int passes, int lanes) {}

    /** A hash to store, in PHC form. */
    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return phc(cost, salt, inTurn(password, salt, cost));
    }

    /** Whether it is the password. @param phc null for somebody without an account: false, in the same time */
    boolean matches(String password, String phc) {
        Stored stored = Stored.parse(phc == null ? nobody : phc);
        byte[] computed = inTurn(password.length() > LONGEST ? "" : password, stored.salt(), stored.cost());
        boolean same = MessageDigest.isEqual(computed, stored.hash());
        return same && phc != null && password.length() <= LONGEST;
    }

    /** Whether the hash was made at another cost than today's. */
    boolean isOutdated(String phc) {
        return !Stored.parse(phc).cost().equals(cost);
    }

    private byte[] inTurn(String password, byte[] salt, Cost at) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.unavailable("SIGN_IN_BUSY", "Very many are signing in. Try again in a few seconds.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("SIGN_IN_BUSY", "Grend is shutting down.");
        }
        try {
            return argon2id(password, salt, at);
        } finally {
            turns.release();
        }
    }

    private static byte[] argon2id(String password, byte[] salt, Cost at) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(at.memory())
                .withIterations(at.passes())
                .withParallelism(at.lanes())
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static String phc(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memory() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private record Stored(Cost cost, byte[] salt, byte[] hash) {
        static Stored parse(String phc) {
            String[] parts = phc.split("\\$", -1);
            String[] figures = parts[3].split(",", -1);
            Cost cost = new Cost(figure(figures[0]), figure(figures[1]), figure(figures[2]));
            Base64.Decoder base64 = Base64.getDecoder();
            return new Stored(cost, base64.decode(parts[4]), base64.decode(parts[5]));
        }

        private static int figure(String setting) {
            return Integer.parseInt(setting.substring(2));
        }
    }
}
