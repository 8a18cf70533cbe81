package no.grend.member.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.kernel.Together;
import no.grend.member.NewContact;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.ContactTable.Origin;
import no.grend.member.internal.store.StoredContact;
import org.jdbi.v3.core.Handle;

/**
 * Registers contacts one by one («registrering»), those that come at the same time in one transaction. What one is refused for
 * does not touch its neighbours. Safe between threads.
 */
public final class Registrations {

    private final MemberCore core;
    private final NumberVault vault;
    private final Together<Wanted> together = new Together<>(this::commit);

    Registrations(MemberCore core, NumberVault vault) {
        this.core = core;
        this.vault = vault;
    }

    /** One that is to be registered, and what became of it. */
    private static final class Wanted {

        private final Actor actor;
        private final NewContact given;
        private final IdempotencyKey key;
        private StoredContact stored;
        private Problem refused;

        private Wanted(Actor actor, NewContact given, IdempotencyKey key) {
            this.actor = actor;
            this.given = given;
            this.key = key;
        }

        private Origin origin() {
            return key == null ? Origin.UNKNOWN : new Origin(key.key(), key.fingerprint(), null);
        }
    }

    /** Registers a contact under a new member number; the same key again gives the same contact (P9). */
    public StoredContact register(Actor actor, NewContact given, IdempotencyKey key) {
        actor.require(Permission.MEMBER_WRITE);
        Wanted own = new Wanted(actor, given, key == null ? null : hidden(key));
        together.run(own);
        if (own.refused != null) {
            throw own.refused;
        }
        return own.stored;
    }

    /** The fingerprint of a request may cover an identity number, so it is stored under our own key only. */
    private IdempotencyKey hidden(IdempotencyKey key) {
        return new IdempotencyKey(key.key(), vault.fingerprint("request", key.fingerprint()));
    }

    private void commit(List<Wanted> group) {
        core.db().useTransaction(tx -> {
            try (Intake intake = new Intake(core, tx, List.of(), List.of())) {
                Set<String> keys = new HashSet<>();
                for (Wanted wanted : group) {
                    if (wanted.key != null && !keys.add(wanted.key.key())) {
                        intake.finish(); // so that the second request under a key finds what the first has made
                    }
                    take(tx, intake, wanted);
                }
                intake.finish();
            }
        });
    }

    private static void take(Handle tx, Intake intake, Wanted wanted) {
        wanted.refused = null;
        try {
            wanted.stored = earlier(tx, wanted)
                    .orElseGet(() -> intake.contact(wanted.actor, wanted.given, wanted.origin(), null));
        } catch (Problem refused) {
            wanted.refused = refused;
        }
    }

    private static Optional<StoredContact> earlier(Handle tx, Wanted wanted) {
        Optional<StoredContact> earlier =
                wanted.key == null ? Optional.empty() : ContactTable.byIdempotencyKey(tx, wanted.key.key());
        earlier.ifPresent(stored -> wanted.key.requireSame(stored.fingerprint()));
        return earlier;
    }
}
