package no.grend.licence;

import java.time.LocalDate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The licence («lisens») of one feature, a service with the property {@code feature} that is there exactly as long as the
 * licence is valid. A licensable module's components hold a mandatory reference to theirs:
 * {@code @Reference(target = "(feature=grend-ledger)") Licence licence}. No licence, no service, no endpoint.
 */
@ProviderType
public interface Licence {

    /** The feature's name, {@code grend-ledger}. */
    String feature();

    /** The last day it is valid, Europe/Oslo. */
    LocalDate validUntil();
}
