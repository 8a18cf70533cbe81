package no.grend.metrics.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.identity.StaffSessions;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may read the meters («hvem som slipper inn»): Prometheus with the token of the settings, and staff who are signed in and
 * have the right. Nobody else, wherever they come from: behind a proxy everybody comes from the same address. Safe between
 * threads.
 */
@Component(service = Readers.class, configurationPid = MetricsSettings.PID)
@Designate(ocd = MetricsSettings.class)
public final class Readers {

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private static final String BEARER = "Bearer ";
    private static final int SHORTEST = 32;

    /** What a setting looks like whose variable is not there. */
    private static final String NOT_FILLED_IN = "$[";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile StaffSessions sessions;

    /** Null while only staff may read. */
    private volatile byte[] token;

    @Activate
    public Readers(MetricsSettings settings) {
        follow(settings);
    }

    Readers(String token, StaffSessions sessions) {
        this.sessions = sessions;
        follow(token);
    }

    @Modified
    void follow(MetricsSettings settings) {
        follow(settings._token());
    }

    void follow(String given) {
        String wanted = given.strip();
        boolean good = wanted.length() >= SHORTEST && !wanted.startsWith(NOT_FILLED_IN);
        token = good ? wanted.getBytes(StandardCharsets.UTF_8) : null;
        if (!good && !wanted.isEmpty()) {
            LOG.error(
                    ".token in no.grend.metrics.cfg is not used: it has fewer than {} characters, or names a variable that is"
                            + " not there. Until it is mended only signed-in administrators can read /metrics.",
                    SHORTEST);
        }
    }

    /** Refuses with 401 or 403. @param authorization the header; null when there is none */
    void require(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unknown();
        }
        String given = authorization.substring(BEARER.length()).strip();
        byte[] expected = token;
        if (expected != null && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
            return;
        }
        StaffSessions known = sessions;
        Actor actor = known == null ? null : known.actor(given).orElse(null);
        if (actor == null) {
            throw unknown();
        }
        actor.require(Permission.METRICS_READ);
    }

    private static Problem unknown() {
        return Problem.unauthenticated(
                "Send \"Authorization: Bearer <token>\" with the token of no.grend.metrics.cfg, or with"
                        + " that of a signed-in administrator.");
    }
}
