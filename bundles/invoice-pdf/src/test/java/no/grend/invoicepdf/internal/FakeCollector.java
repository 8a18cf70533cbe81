package no.grend.invoicepdf.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.ledger.spi.Collector;

/** AvtaleGiro as a test wants it. */
public final class FakeCollector implements Collector {

    final Map<String, Claim> claims = new HashMap<>();
    final Set<Integer> mandates = new HashSet<>();

    public void claim(String invoiceId, boolean cancelled) {
        claim(invoiceId, cancelled, Notice.SELF);
    }

    /** As {@link #claim}. @param notice null for nobody */
    public void claim(String invoiceId, boolean cancelled, Notice notice) {
        claims.put(invoiceId, new Claim("file", "0000001", Instant.parse("2026-12-02T10:00:00Z"), cancelled, notice));
    }

    @Override
    public String id() {
        return "avtalegiro";
    }

    @Override
    public int collectable(Collection<Integer> memberNumbers) {
        return (int) memberNumbers.stream().filter(mandates::contains).count();
    }

    @Override
    public Map<String, Claim> claims(Collection<String> invoiceIds) {
        Map<String, Claim> found = new HashMap<>(claims);
        found.keySet().retainAll(invoiceIds);
        return found;
    }

    @Override
    public void requireInTime(LocalDate dueDate, Notice notice) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String collect(Actor actor, String run, LocalDate dueDate, Notice notice) {
        throw new UnsupportedOperationException();
    }
}
