package no.grend.identity.internal;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import no.grend.identity.internal.store.AccountRows;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The second factor of staff («totrinnsbekreftelse»): codes of an authenticator app, RFC 6238, one step early or late. A
 * code counts once, also when two try it at the same time (S23).
 */
@Component(service = SecondFactor.class)
public final class SecondFactor {

    private static final String PURPOSE = "totp";
    private static final int TOLERANCE_STEPS = 1;
    private static final String CODE = "[0-9]{6}";

    private final Clock clock;
    private final IdentityKey key;
    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

    @Activate
    public SecondFactor(@Reference Clock clock, @Reference IdentityKey key) {
        this.clock = clock;
        this.key = key;
    }

    /** Whether this sign-in may pass: the account has no second factor, or the code is right and unused. */
    boolean accepts(Handle tx, AccountRows.Row account, String code) {
        return !account.totpConfirmed() || uses(tx, account, code);
    }

    /** Whether the code is right for the account's secret; uses it up. */
    boolean uses(Handle tx, AccountRows.Row account, String code) {
        if (code == null || account.totpSecret() == null || !code.matches(CODE)) {
            return false;
        }
        SecretKeySpec secret = secret(key.open(PURPOSE, account.totpSecret()));
        long now = step(clock.instant());
        for (long step = now - TOLERANCE_STEPS; step <= now + TOLERANCE_STEPS; step++) {
            if (Secret.same(codeAt(secret, step), code)) {
                return AccountRows.useTotpStep(tx, account.id(), step);
            }
        }
        return false;
    }

    /** The stored form of a secret. */
    String seal(byte[] secret) {
        return key.seal(PURPOSE, Base64.getEncoder().encodeToString(secret));
    }

    private static SecretKeySpec secret(String opened) {
        return new SecretKeySpec(Base64.getDecoder().decode(opened), "RAW");
    }

    private long step(Instant at) {
        return at.getEpochSecond() / generator.getTimeStep().toSeconds();
    }

    private String codeAt(SecretKeySpec secret, long step) {
        try {
            Instant at = Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds());
            return generator.generateOneTimePasswordString(secret, at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC takes a key of any length", e);
        }
    }
}
