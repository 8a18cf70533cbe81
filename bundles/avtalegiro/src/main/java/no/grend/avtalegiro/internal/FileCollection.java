package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import no.grend.agreement.spi.CollectsByFile;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.DrainingStore;
import no.grend.avtalegiro.internal.store.DrainingStore.Draining;
import no.grend.avtalegiro.internal.store.MandateStore;
import no.grend.avtalegiro.internal.store.Numbers;
import no.grend.avtalegiro.internal.store.StandingStore;
import no.grend.avtalegiro.internal.store.StandingStore.Group;
import no.grend.avtalegiro.internal.store.StandingStore.Sum;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * AvtaleGiro as it stands among the payment providers, and taking it out of use («tømming»). Counts are from the indexes; what was
 * paid in the last minute may not be told yet. Safe between threads.
 */
@Component(service = {CollectsByFile.class, FileCollection.class})
public final class FileCollection implements CollectsByFile {

    private static final int YEARS_AHEAD = 2;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Deadlines deadlines;
    private final Ids ids;
    private final Numbers numbers;
    private final MandateStore mandates;
    private final DrainingStore drainings = new DrainingStore();
    private final StandingStore standing = new StandingStore();

    /** There is no licence here: {@link Deadlines} holds it. */
    @Activate
    public FileCollection(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Deadlines deadlines) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.deadlines = deadlines;
        this.ids = new Ids(clock);
        this.numbers = new Numbers(ids);
        this.mandates = new MandateStore(ids);
    }

    @Override
    public String id() {
        return ClaimFiles.ID;
    }

    @Override
    public Standing standing() {
        LocalDate today = Oslo.today(clock);
        LocalDate first = deadlines.firstPossibleDueDate(Notice.SELF);
        return db.read(tx -> {
            Sum awaiting = standing.groups(tx, State.AWAITING, today, today.plusYears(YEARS_AHEAD)).stream()
                    .map(Group::sum)
                    .reduce(Sum.NONE, Sum::plus);
            return new Standing(
                    "AvtaleGiro",
                    List.of("FILES", "MANDATES"),
                    (int) ChronoUnit.DAYS.between(today, first),
                    Ore.of(1),
                    null,
                    mandates.countActive(tx),
                    awaiting.count(),
                    awaiting.total(),
                    drainings.now(tx).map(Draining::from).orElse(null));
        });
    }

    /** A file that is being made now is waited for. */
    @Override
    public void drain(Actor actor) {
        actor.require(Permission.ORGANISATION_WRITE);
        db.useTransaction(tx -> {
            numbers.lock(tx);
            if (drainings.now(tx).isEmpty()) {
                drainings.begin(tx, ids.next(), clock.instant(), actor.id());
                audit.record(tx, Entry.of(actor.id(), "AVTALEGIRO_DRAINED", "payment-provider:" + id()));
            }
        });
    }

    @Override
    public void resume(Actor actor) {
        actor.require(Permission.ORGANISATION_WRITE);
        db.useTransaction(tx -> {
            numbers.lock(tx);
            if (drainings.now(tx).isPresent()) {
                Instant now = clock.instant();
                drainings.end(tx, now, actor.id());
                audit.record(tx, Entry.of(actor.id(), "AVTALEGIRO_RESUMED", "payment-provider:" + id()));
            }
        });
    }
}
