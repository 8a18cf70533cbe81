package no.grend.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import no.grend.identity.Actor;
import no.grend.identity.StaffSessions;
import no.grend.identity.internal.store.SessionRows;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sessions of staff and members: rows with a hashed token, and beside them a short memory of those in use, so that a busy
 * token costs no query. What ends on this node ends at once, what ends on another within {@link #HOT}. Safe between threads.
 */
@Component(service = Sessions.class)
public final class Sessions {

    /** How long a session is believed without asking the database. */
    static final Duration HOT = Duration.ofSeconds(30);

    /** «Last seen» is written at most this often. */
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final int MOST_REMEMBERED = 10_000;

    private final Database db;
    private final Clock clock;
    private final Map<String, Hot> hot = new ConcurrentHashMap<>();

    /** Whose sessions, and how long they last at most whatever happens. */
    enum Kind {
        STAFF(Duration.ofHours(12)),
        MEMBER(Duration.ofHours(8));

        private final Duration longest;

        Kind(Duration longest) {
            this.longest = longest;
        }

        Duration longest() {
            return longest;
        }
    }

    private record Hot(Kind kind, String subject, Actor actor, Instant checkedAt, Instant expiresAt) {
        boolean isFresh(Instant now) {
            return !now.isBefore(checkedAt) && now.isBefore(checkedAt.plus(HOT)) && now.isBefore(expiresAt);
        }
    }

    @Activate
    public Sessions(@Reference(target = "(module=identity)") Database db, @Reference Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Opens a session within the caller's transaction. */
    StaffSessions.Session open(Handle tx, Kind kind, String subject) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String token = Secret.token();
        Instant expiresAt = now.plus(kind.longest());
        SessionRows.insert(tx, new SessionRows.Row(Secret.digest(token), kind.name(), subject, now, now, expiresAt));
        return new StaffSessions.Session(token, expiresAt);
    }

    /**
     * Who holds this token.
     *
     * @param whoIs finds the actor of a subject; empty ends the session
     */
    Optional<Actor> actor(Kind kind, String token, Function<String, Optional<Actor>> whoIs) {
        if (!Secret.looksLikeToken(token)) {
            return Optional.empty();
        }
        String hash = Secret.digest(token);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Hot known = hot.get(hash);
        if (known != null && known.kind() == kind && known.isFresh(now)) {
            return Optional.of(known.actor());
        }
        hot.remove(hash);
        return db.read(tx -> SessionRows.find(tx, hash))
                .filter(row -> row.kind().equals(kind.name()))
                .flatMap(row -> revive(kind, row, now, whoIs));
    }

    private Optional<Actor> revive(
            Kind kind, SessionRows.Row row, Instant now, Function<String, Optional<Actor>> whoIs) {
        boolean over =
                !now.isBefore(row.expiresAt()) || !now.isBefore(row.lastSeenAt().plus(IDLE));
        Optional<Actor> actor = over ? Optional.empty() : whoIs.apply(row.subject());
        if (actor.isEmpty()) {
            db.useTransaction(tx -> SessionRows.delete(tx, row.tokenHash()));
            return actor;
        }
        if (!now.isBefore(row.lastSeenAt().plus(SEEN_STEP))) {
            db.useTransaction(tx -> SessionRows.seen(tx, row.tokenHash(), now));
        }
        makeRoom(now);
        hot.put(row.tokenHash(), new Hot(kind, row.subject(), actor.get(), now, row.expiresAt()));
        return actor;
    }

    private void makeRoom(Instant now) {
        if (hot.size() >= MOST_REMEMBERED) {
            hot.values().removeIf(entry -> !entry.isFresh(now));
        }
        if (hot.size() >= MOST_REMEMBERED) {
            hot.clear();
        }
    }

    /** Ends a session; harmless when it has ended. */
    void end(String token) {
        if (!Secret.looksLikeToken(token)) {
            return;
        }
        String hash = Secret.digest(token);
        db.useTransaction(tx -> SessionRows.delete(tx, hash));
        hot.remove(hash);
    }

    /**
     * Ends every session of a subject within the caller's transaction. Call {@link #forget} after commit.
     *
     * @param keptToken the one session that may stay; null for none
     */
    void endAll(Handle tx, Kind kind, String subject, String keptToken) {
        SessionRows.deleteAll(tx, kind.name(), subject, keptToken == null ? "" : Secret.digest(keptToken));
    }

    /** Drops what this node remembers of a subject, so that the next request asks the database. */
    void forget(Kind kind, String subject) {
        hot.values().removeIf(entry -> entry.kind() == kind && entry.subject().equals(subject));
    }
}
