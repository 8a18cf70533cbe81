package no.grend.licence;

import java.time.LocalDate;
import java.util.List;
import no.grend.identity.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the organisation has licensed, also what has run out: for screens and consoles. Whether something may run is told
 * by the {@link Licence} services alone. Safe between threads.
 */
@ProviderType
public interface Licences {

    /** Every feature in the licence in force, by name. Needs {@code ORGANISATION_READ}. */
    List<Standing> standings(Actor actor);

    /** What whoever reads the list must know: an evaluation licence, extra trusted keys, a file that was refused. */
    List<String> notices();

    /**
     * Puts a licence file in force in place of the present one; when it is refused the present one stays. Needs
     * {@code LICENCE_ADMIN}.
     *
     * @param file the file's text
     */
    List<Standing> install(Actor actor, String file);

    /** One feature in the licence. @param validFrom first day, @param validUntil last day, both Europe/Oslo */
    record Standing(String feature, LocalDate validFrom, LocalDate validUntil, State state) {}

    /** Whether a feature may be used today. */
    enum State {
        VALID,
        NOT_YET_VALID,
        EXPIRED
    }
}
