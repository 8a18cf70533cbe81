package no.grend.organisation;

import java.util.function.UnaryOperator;
import no.grend.identity.Actor;
import no.grend.organisation.Organisation.Profile;
import org.osgi.annotation.versioning.ProviderType;

/** Changes the organisation's profile («oppsett»); checked and audited as over HTTP. Safe between threads. */
@ProviderType
public interface OrganisationSetup {

    /**
     * Changes the profile at once.
     *
     * @param change from the profile as it is to the one that shall be
     * @throws no.grend.kernel.Problem when a field breaks a rule; then nothing is changed
     */
    void change(Actor actor, UnaryOperator<Profile> change);
}
