package no.grend.identity.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import no.grend.identity.internal.store.Throttle;
import no.grend.identity.internal.store.Throttle.Limit;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts wrong passwords and codes: for the account from one address, for the account from anywhere, and for the address
 * with any account (S18). The first is small and the second large, so that a stranger does not lock the owner out; and
 * nobody waits longer than {@link #WINDOW}.
 */
@Component(service = SignInThrottle.class)
public final class SignInThrottle {

    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int PER_ACCOUNT_AND_ADDRESS = 10;
    static final int PER_ADDRESS = 50;

    private static final int PER_ACCOUNT = 100;

    private final Throttle throttle;
    private final IdentityKey key;

    @Activate
    public SignInThrottle(@Reference Throttle throttle, @Reference IdentityKey key) {
        this.throttle = throttle;
        this.key = key;
    }

    /** Does what may fail; a failure counts as a try, a success does not. Refuses with 429 when there were too many. */
    <T> T guarded(String username, String clientAddress, Supplier<T> attempt) {
        Throttle.Answer turn = throttle.take(limits(username, String.valueOf(clientAddress)));
        if (turn.isRefused()) {
            throw Problem.tooMany("Too many tries. Wait before you try again.", turn.refusedFor());
        }
        T result = attempt.get();
        throttle.giveBack(turn.attempt());
        return result;
    }

    private List<Limit> limits(String username, String clientAddress) {
        String account = key.hmac("throttle", username).substring(0, 32);
        String address = key.hmac("throttle", clientAddress).substring(0, 32);
        return List.of(
                new Limit("signin:" + account + ":" + address, PER_ACCOUNT_AND_ADDRESS, WINDOW),
                new Limit("signin-from:" + address, PER_ADDRESS, WINDOW),
                new Limit("signin-to:" + account, PER_ACCOUNT, WINDOW));
    }
}
