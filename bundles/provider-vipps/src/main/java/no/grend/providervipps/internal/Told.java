package no.grend.providervipps.internal;

import java.io.IOException;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Unknown;
import no.grend.providervipps.internal.VippsApi.Answer;

/** What an answer of theirs, or its lack, is worth. */
final class Told {

    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;

    private Told() {}

    /** Something that asks them. */
    interface Attempt {
        Outcome make() throws IOException, InterruptedException;
    }

    /** Whatever breaks on the way there or back leaves it unknown. */
    static Outcome of(Attempt attempt) {
        try {
            return attempt.make();
        } catch (IOException failed) {
            return new Unknown(
                    "Vipps could not be reached (" + failed.getClass().getSimpleName() + ").");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Unknown("The call to Vipps was cut off.");
        }
    }

    /** Refused as it was sent, so nothing was begun. */
    static boolean isRefusal(int status) {
        return status / 100 == 4 && status != CONFLICT && status != TOO_MANY && status != TIMEOUT;
    }

    static Outcome unclear(Answer answer) {
        return new Unknown("Vipps answered " + answer.status() + ".");
    }
}
