package no.grend.seats.internal;

import java.util.Set;

/** What came of a call, and whom to ask about before the next of the list can be let in. */
record Next<T>(T answer, Set<String> toAsk) {}
