package no.grend.identity.internal;

import java.time.Duration;
import java.util.List;
import no.grend.identity.Turns;
import no.grend.identity.internal.store.Throttle;
import no.grend.identity.internal.store.Throttle.Limit;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Turns of other modules, counted as those of sign-in are. */
@Component(service = Turns.class)
public final class CountedTurns implements Turns {

    private final Throttle throttle;
    private final IdentityKey key;

    @Activate
    public CountedTurns(@Reference Throttle throttle, @Reference IdentityKey key) {
        this.throttle = throttle;
        this.key = key;
    }

    @Override
    public void take(String what, String who, int most, Duration within) {
        String hidden = key.hmac("throttle", String.valueOf(who)).substring(0, 32);
        Throttle.Answer turn = throttle.take(List.of(new Limit("turn:" + what + ":" + hidden, most, within)));
        if (turn.isRefused()) {
            throw Problem.tooMany("This was done too often. Wait before you try again.", turn.refusedFor());
        }
    }
}
