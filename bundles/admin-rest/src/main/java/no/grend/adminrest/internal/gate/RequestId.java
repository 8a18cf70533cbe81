package no.grend.adminrest.internal.gate;

import java.util.UUID;
import org.slf4j.MDC;

/** The id of the request that this thread answers, in every log line of it and in the {@code X-Request-Id} header. */
public final class RequestId {

    /** The response header that carries it. */
    public static final String HEADER = "X-Request-Id";

    private static final String MDC_REQUEST = "requestId";
    private static final String MDC_ACTOR = "actor";

    private RequestId() {}

    /** Begins a request on this thread; what the caller sent as an id is not taken over. */
    static void begin() {
        MDC.put(MDC_REQUEST, UUID.randomUUID().toString());
        MDC.remove(MDC_ACTOR);
    }

    /** Notes who acts; an id, never a name. */
    static void actor(String actorId) {
        MDC.put(MDC_ACTOR, actorId);
    }

    /** The id of the current request; null outside of one. */
    public static String current() {
        return MDC.get(MDC_REQUEST);
    }

    static void end() {
        MDC.remove(MDC_REQUEST);
        MDC.remove(MDC_ACTOR);
    }
}
