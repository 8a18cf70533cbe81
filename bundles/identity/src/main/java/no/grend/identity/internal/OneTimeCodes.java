package no.grend.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import no.grend.identity.internal.store.CodeRows;
import no.grend.identity.internal.store.Throttle;
import no.grend.identity.internal.store.Throttle.Limit;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * One-time codes («engangskoder»), promise P27: six digits, ten minutes, five tries, one use, right only together with the
 * challenge that was given to the browser that asked (S20-S22). Safe between threads.
 */
@Component(service = OneTimeCodes.class)
public final class OneTimeCodes {

    static final Duration LIFE = Duration.ofMinutes(10);
    static final int TRIES = 5;

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int REQUESTS_IN_TEN_MINUTES = 3;
    private static final int REQUESTS_A_DAY = 10;
    private static final int REQUESTS_FROM_AN_ADDRESS = 60;
    private static final int GUESSES_FROM_AN_ADDRESS = 100;
    private static final int WRONG_GUESSES_AN_HOUR = 15;

    private final Database db;
    private final Clock clock;
    private final IdentityKey key;
    private final Throttle throttle;

    @Activate
    public OneTimeCodes(
            @Reference(target = "(module=identity)") Database db,
            @Reference Clock clock,
            @Reference IdentityKey key,
            @Reference Throttle throttle) {
        this.db = db;
        this.clock = clock;
        this.key = key;
        this.throttle = throttle;
    }

    /** What a code is good for. */
    enum Purpose {
        SIGN_IN,
        ADDRESS
    }

    /**
     * A fresh code.
     *
     * @param challenge for the browser
     * @param code for the mailbox, and for nothing else
     */
    record Issued(String challenge, String code) {
        /** The same for every attempt to send it. */
        String messageKey() {
            return "code:" + Secret.digest(challenge);
        }
    }

    /** Refuses with 429 when too many codes are asked for. @param clientAddress null when it does not matter */
    void requireTurn(Purpose purpose, String identifier, String clientAddress) {
        String who = purpose + ":" + shortHash(identifier);
        List<Limit> limits = clientAddress == null
                ? List.of(
                        new Limit("code:" + who, REQUESTS_IN_TEN_MINUTES, TEN_MINUTES),
                        new Limit("code-day:" + who, REQUESTS_A_DAY, DAY))
                : List.of(
                        new Limit("code-from:" + shortHash(clientAddress), REQUESTS_FROM_AN_ADDRESS, TEN_MINUTES),
                        new Limit("code:" + who, REQUESTS_IN_TEN_MINUTES, TEN_MINUTES),
                        new Limit("code-day:" + who, REQUESTS_A_DAY, DAY));
        Throttle.Answer answer = throttle.take(limits);
        if (answer.isRefused()) {
            throw Problem.tooMany("Too many codes have been asked for. Wait before asking again.", answer.refusedFor());
        }
    }

    /**
     * Makes a code.
     *
     * @param contactId null when it is not known (yet) whose it is
     * @param address to prove; null for sign-in
     */
    Issued issue(Purpose purpose, String identifier, String contactId, String address) {
        Issued issued = new Issued(Secret.token(), Secret.code());
        Instant now = now();
        String challengeHash = Secret.digest(issued.challenge());
        CodeRows.Row row = new CodeRows.Row(
                challengeHash,
                purpose.name(),
                key.hmac("identifier", identifier),
                contactId,
                address == null ? null : key.seal("address", address),
                codeHash(challengeHash, issued.code()),
                now,
                now.plus(LIFE));
        db.useTransaction(tx -> CodeRows.insert(tx, row));
        return issued;
    }

    /** Tells whose code it is. */
    void belongsTo(Issued issued, String contactId) {
        db.useTransaction(tx -> CodeRows.belongsTo(tx, Secret.digest(issued.challenge()), contactId));
    }

    /**
     * Tries a code.
     *
     * @param clientAddress null when it does not matter
     * @param onlyContact whose code it must be; null for anybody's
     * @param whenRight what to do in the same transaction in which the code is used up
     * @return empty when the code is wrong, used, too old, tried too often or somebody else's
     */
    <T> Optional<T> redeem(
            Purpose purpose,
            String challenge,
            String code,
            String clientAddress,
            String onlyContact,
            BiFunction<Handle, CodeRows.Row, T> whenRight) {
        if (!Secret.looksLikeToken(challenge) || code == null) {
            return Optional.empty();
        }
        String hash = Secret.digest(challenge);
        Optional<CodeRows.Row> row = db.read(tx -> CodeRows.find(tx, purpose.name(), hash));
        if (row.isEmpty()
                || onlyContact != null && !onlyContact.equals(row.get().contactId())) {
            return Optional.empty();
        }
        Throttle.Answer turn = throttle.take(guessLimits(row.get(), clientAddress));
        if (turn.isRefused()) {
            return Optional.empty();
        }
        Optional<T> result = db.inTransaction(tx -> redeemIn(tx, row.get(), code.strip(), whenRight));
        if (result.isPresent()) {
            throttle.giveBack(turn.attempt());
        }
        return result;
    }

    private List<Limit> guessLimits(CodeRows.Row row, String clientAddress) {
        Limit identifier = new Limit("guess:" + row.identifierHash().substring(0, 32), WRONG_GUESSES_AN_HOUR, HOUR);
        return clientAddress == null
                ? List.of(identifier)
                : List.of(
                        new Limit("guess-from:" + shortHash(clientAddress), GUESSES_FROM_AN_ADDRESS, TEN_MINUTES),
                        identifier);
    }

    private <T> Optional<T> redeemIn(
            Handle tx, CodeRows.Row row, String code, BiFunction<Handle, CodeRows.Row, T> whenRight) {
        Instant now = now();
        if (!CodeRows.takeTry(tx, row.challengeHash(), TRIES, now)) {
            return Optional.empty();
        }
        boolean right = Secret.same(row.codeHash(), codeHash(row.challengeHash(), code));
        // Whose it is may have been found after the first look.
        CodeRows.Row current =
                CodeRows.find(tx, row.purpose(), row.challengeHash()).orElse(row);
        if (!right || current.contactId() == null || !CodeRows.use(tx, row.challengeHash(), now)) {
            return Optional.empty();
        }
        return Optional.of(whenRight.apply(tx, current));
    }

    /** The address that a used code has proved. */
    String address(CodeRows.Row row) {
        return key.open("address", row.sealedAddress());
    }

    private String codeHash(String challengeHash, String code) {
        return key.hmac("code", challengeHash + code);
    }

    private String shortHash(String text) {
        return key.hmac("throttle", text).substring(0, 32);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
