package no.grend.ledger.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import no.grend.identity.Actor;
import no.grend.ledger.Invoice;
import no.grend.ledger.spi.Collector;

/** A collector that has claimed what the test says, and has a mandate for all. @param claims by invoice */
record Claiming(Map<String, Claim> claims) implements Collector {

    @Override
    public Outlook outlook(Invoice invoice) {
        return Outlook.NOT_COLLECTED;
    }

    @Override
    public String id() {
        return "avtalegiro";
    }

    @Override
    public void requireInTime(LocalDate dueDate, Notice notice) {
        throw new AssertionError("Nobody collects here");
    }

    @Override
    public int collectable(Collection<Integer> memberNumbers) {
        return 0;
    }

    @Override
    public String collect(Actor actor, String run, LocalDate dueDate, Notice notice) {
        return null;
    }

    @Override
    public Map<String, Claim> claims(Collection<String> invoiceIds) {
        Map<String, Claim> found = new HashMap<>(claims);
        found.keySet().retainAll(invoiceIds);
        return found;
    }
}
