package no.grend.agreement;

import java.time.LocalDate;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import org.osgi.annotation.versioning.ProviderType;

/** What providers have settled, day by day («oppgjør»), compared with what was paid. Every call checks the actor. */
@ProviderType
public interface Settlements {

    /** The latest day first, without lines; for staff with {@code LEDGER_READ}. @param provider null for all */
    Page<Settlement> settlements(Actor actor, String provider, Integer limit, String cursor);

    /** A day's, with its lines; for staff with {@code LEDGER_READ}. */
    Optional<Settlement> settlement(Actor actor, String provider, LocalDate day);
}
