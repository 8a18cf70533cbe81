package no.grend.minside;

import java.util.Locale;
import no.grend.identity.Actor;

/**
 * Who is here and how they read.
 *
 * @param member the signed-in member; every call to a service is made as this actor
 * @param language nb, nn or en
 */
public record Visit(Actor member, Locale language) {}
