package no.grend.avtalegiro.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.avtalegiro.MandateIntake.Report;
import no.grend.avtalegiro.internal.Mandates.Owner;
import no.grend.avtalegiro.internal.store.ExceptionStore;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.avtalegiro.internal.store.MandateEvent;
import no.grend.avtalegiro.internal.store.MandateEvent.Effect;
import no.grend.avtalegiro.internal.store.MandateStore;
import org.jdbi.v3.core.Handle;

/**
 * One FBO assignment («oppdrag») being applied, in file order (bank-files 4.7). Lives for one transaction.
 *
 * <p>What an older file tells goes into the history and changes nothing: files may be imported in any order.
 */
final class MandateAssignment {

    static final int PART_OF_LIST = 0;
    static final int DELETED = 2;

    private final Handle tx;
    private final MandateStore store;
    private final ExceptionStore exceptions;
    private final String actor;
    private final String source;
    private final LocalDate receivedOn;
    private final Instant now;

    /** Members of the records around the present one, as they stand after those already applied. */
    private final Map<Integer, Mandate> standing = new HashMap<>();

    private final Set<Integer> stored = new HashSet<>();
    private final Set<Integer> touched = new HashSet<>();
    private final List<MandateEvent> events = new ArrayList<>();
    private final Map<Effect, Integer> counts = new HashMap<>();

    MandateAssignment(
            Handle tx,
            MandateStore store,
            ExceptionStore exceptions,
            String actor,
            String source,
            LocalDate receivedOn,
            Instant now) {
        this.tx = tx;
        this.store = store;
        this.exceptions = exceptions;
        this.actor = actor;
        this.source = source;
        this.receivedOn = receivedOn;
        this.now = now;
    }

    Report apply(List<FboRecord> records, Map<String, Owner> owners) {
        Batches.of(records, batch -> applyBatch(batch, owners));
        if (records.stream().anyMatch(fbo -> fbo.registrationType() == PART_OF_LIST)) {
            endThoseNotListed(records, owners);
        }
        return new Report(count(Effect.CREATED), count(Effect.CHANGED), count(Effect.ENDED), count(Effect.UNKNOWN));
    }

    /** Applies a record that waited in the queue until a person said whose it is. */
    void applyOne(FboRecord fbo, int memberNumber) {
        applyBatch(List.of(fbo), Map.of(fbo.kid(), new Owner(memberNumber, null)));
    }

    private void applyBatch(List<FboRecord> batch, Map<String, Owner> owners) {
        load(batch.stream()
                .map(fbo -> owners.get(fbo.kid()).memberNumber())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        for (FboRecord fbo : batch) {
            Owner owner = owners.get(fbo.kid());
            if (owner.memberNumber() == null) {
                unknown(fbo, owner.reason());
            } else {
                known(fbo, owner.memberNumber());
            }
        }
        flush();
    }

    private void known(FboRecord fbo, int memberNumber) {
        Mandate before = standing.get(memberNumber);
        Effect effect = effect(before, fbo);
        if (effect != Effect.OUTDATED) {
            standing.put(memberNumber, after(before, memberNumber, fbo));
            touched.add(memberNumber);
        }
        note(event(memberNumber, fbo, effect));
    }

    private Effect effect(Mandate before, FboRecord fbo) {
        if (before != null && receivedOn.isBefore(before.decidedOn())) {
            return Effect.OUTDATED;
        }
        boolean active = before != null && before.active();
        if (fbo.registrationType() == DELETED) {
            return active ? Effect.ENDED : Effect.NOTHING;
        }
        if (!active) {
            return Effect.CREATED;
        }
        boolean same = before.kid().equals(fbo.kid()) && before.writtenNotice() == fbo.writtenNotice();
        return same ? Effect.CONFIRMED : Effect.CHANGED;
    }

    private Mandate after(Mandate before, int memberNumber, FboRecord fbo) {
        boolean wasActive = before != null && before.active();
        if (fbo.registrationType() != DELETED) {
            LocalDate since = wasActive ? before.since() : receivedOn;
            return new Mandate(memberNumber, true, fbo.kid(), fbo.writtenNotice(), since, null, receivedOn);
        }
        if (before == null) {
            return new Mandate(memberNumber, false, fbo.kid(), fbo.writtenNotice(), null, receivedOn, receivedOn);
        }
        LocalDate endedOn = wasActive ? receivedOn : before.endedOn();
        return new Mandate(
                memberNumber, false, before.kid(), before.writtenNotice(), before.since(), endedOn, receivedOn);
    }

    /** A full list names every active mandate: one that it does not name is over. */
    private void endThoseNotListed(List<FboRecord> records, Map<String, Owner> owners) {
        Set<Integer> listed = new HashSet<>();
        for (FboRecord fbo : records) {
            Integer member = owners.get(fbo.kid()).memberNumber();
            if (fbo.registrationType() != DELETED && member != null) {
                listed.add(member);
            }
        }
        List<Mandate> gone = store.active(tx).stream()
                .filter(mandate -> !listed.contains(mandate.memberNumber()))
                .filter(mandate -> !receivedOn.isBefore(mandate.decidedOn()))
                .toList();
        Batches.of(gone, this::endBatch);
    }

    private void endBatch(List<Mandate> gone) {
        load(gone.stream().map(Mandate::memberNumber).toList());
        for (Mandate mandate : gone) {
            FboRecord implied = new FboRecord(-mandate.memberNumber(), DELETED, mandate.kid(), mandate.writtenNotice());
            known(implied, mandate.memberNumber());
        }
        flush();
    }

    private void unknown(FboRecord fbo, String reason) {
        MandateEvent event = event(null, fbo, Effect.UNKNOWN);
        note(event);
        if (fbo.registrationType() == DELETED) {
            exceptions.withdraw(tx, fbo.kid(), now);
        } else {
            exceptions.ask(tx, event, reason);
        }
    }

    private MandateEvent event(Integer memberNumber, FboRecord fbo, Effect effect) {
        return new MandateEvent(
                memberNumber,
                source,
                fbo.line(),
                receivedOn,
                fbo.registrationType(),
                fbo.kid(),
                fbo.writtenNotice(),
                effect);
    }

    private void note(MandateEvent event) {
        events.add(event);
        counts.merge(event.effect(), 1, Integer::sum);
    }

    private int count(Effect effect) {
        return counts.getOrDefault(effect, 0);
    }

    private void load(List<Integer> memberNumbers) {
        standing.clear();
        stored.clear();
        touched.clear();
        standing.putAll(store.byMembers(tx, memberNumbers));
        stored.addAll(standing.keySet());
    }

    private void flush() {
        store.append(tx, events, actor, now);
        events.clear();
        store.save(tx, touched.stream().map(standing::get).toList(), stored);
    }
}
