package no.grend.identity.internal;

import java.util.Set;
import java.util.TreeSet;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.identity.internal.store.AccountRows;
import org.jdbi.v3.core.Handle;

/**
 * An account of staff («brukerkonto») as it is shown.
 *
 * @param secondFactor whether sign-in asks for a code from an app
 */
public record Account(
        String id, String username, String name, Set<Role> roles, boolean enabled, boolean secondFactor, int version) {

    static Account of(Handle tx, AccountRows.Row row) {
        return new Account(
                row.id(),
                row.username(),
                row.displayName(),
                new TreeSet<>(AccountRows.roles(tx, row.id())),
                row.enabled(),
                row.totpConfirmed(),
                row.version());
    }

    Actor actor() {
        return new Actor("staff:" + id, name, roles, null);
    }

    /** As who the account may act: without roles while it lacks a second factor that it has the duty to use. */
    Actor actor(SecondFactorDuty duty) {
        return !secondFactor && duty.binds(roles) ? Actor.withoutSecondFactor("staff:" + id, name) : actor();
    }
}
