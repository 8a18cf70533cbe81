package no.grend.minside;

import java.util.Locale;
import no.grend.identity.Actor;

/**
 * Whoever looks at a public page, and how they read.
 *
 * @param member the member who is signed in; null for a stranger
 * @param language nb, nn or en
 * @param clientAddress where the request comes from, for counting turns ({@code no.grend.identity.Turns}); never shown or logged
 */
public record Guest(Actor member, Locale language, String clientAddress) {}
