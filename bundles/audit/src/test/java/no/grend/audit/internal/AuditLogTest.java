package no.grend.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import no.grend.audit.Audit.Entry;
import no.grend.audit.internal.store.StoredEntry;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.TestDatabase;

class AuditLogTest {

    private final MutableClock clock = MutableClock.noonOf("2026-11-21");

    @DatabaseTest
    void anEntryIsThereExactlyWhenItsChangeIs(TestDatabase fresh) {
        Database db = fresh.database("audit", AuditLog.class);
        AuditLog log = new AuditLog(db, clock);

        db.useTransaction(tx -> log.record(tx, Entry.of("staff:1", "KEPT", "contact:1")));
        assertThatThrownBy(() -> db.useTransaction(tx -> {
                    log.record(tx, Entry.of("staff:1", "LOST", "contact:1"));
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");

        assertThat(log.entries(Actor.SYSTEM, null, null, null, 50).items())
                .extracting(StoredEntry::action)
                .containsExactly("KEPT");
    }

    @DatabaseTest
    void keepsWhatItIsToldToTheMicrosecond(TestDatabase fresh) {
        AuditLog log = new AuditLog(fresh.database("audit", AuditLog.class), clock);

        log.record(new Entry("staff:1", "CONTACT_CHANGED", "contact:1", "Ås\0", "x".repeat(5000), null));

        StoredEntry entry =
                log.entries(Actor.SYSTEM, null, null, null, 50).items().get(0);
        assertThat(entry.at()).isEqualTo(clock.instant());
        assertThat(entry.before()).isEqualTo("Ås ");
        assertThat(entry.after()).hasSize(4000).endsWith("x…");
        assertThat(entry.why()).isNull();
    }

    @DatabaseTest
    void pagesThroughOneObjectOrActorNewestFirst(TestDatabase fresh) {
        AuditLog log = new AuditLog(fresh.database("audit", AuditLog.class), clock);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMillis(1));
            log.record(Entry.of("staff:" + i % 2, "A" + i, "contact:" + i % 3));
        }

        Page<StoredEntry> first = log.entries(Actor.SYSTEM, null, "staff:0", null, 2);
        Page<StoredEntry> second = log.entries(Actor.SYSTEM, null, "staff:0", first.next(), 2);

        assertThat(first.items()).extracting(StoredEntry::action).containsExactly("A4", "A2");
        assertThat(second.items()).extracting(StoredEntry::action).containsExactly("A0");
        assertThat(second.next()).isNull();
        assertThat(log.entries(Actor.SYSTEM, "contact:0", null, null, 2).items())
                .extracting(StoredEntry::action)
                .containsExactly("A3", "A0");
        assertThat(log.entries(Actor.SYSTEM, "contact:0", "staff:0", null, 2).items())
                .extracting(StoredEntry::action)
                .containsExactly("A0");
    }

    @DatabaseTest
    void isForThoseWhoMayReadIt(TestDatabase fresh) {
        AuditLog log = new AuditLog(fresh.database("audit", AuditLog.class), clock);
        Actor treasurer = new Actor("staff:2", "Kasserer", Set.of(Role.TREASURER), null);

        assertThatThrownBy(() -> log.entries(treasurer, null, null, null, 50))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
    }
}
