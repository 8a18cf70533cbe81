package no.grend.avtalegiro.internal.minside;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.avtalegiro.MandateSignings.MandateStanding;
import no.grend.avtalegiro.MandateSignings.Signing;
import no.grend.avtalegiro.MandateSignings.State;
import no.grend.avtalegiro.internal.Signings;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.minside.Request;

/** «Beløpsgrense»: the member signs the mandate anew for a higher limit (S0-36), or says what it was raised to in the bank (S0-38). */
final class LimitDesk {

    private static final String START = "signing";
    private static final String CANCEL = "signing/cancellation";
    private static final String SAY = "limit";
    private static final Set<String> PATHS = Set.of(START, CANCEL, SAY);

    /** Whole kroner, as banks keep limits. */
    private static final Pattern KRONER = Pattern.compile("([0-9]{1,7})(?:[,.]00?|,-)?");

    private final Signings signings;

    LimitDesk(Signings signings) {
        this.signings = signings;
    }

    static boolean knows(String path) {
        return PATHS.contains(path);
    }

    /** What is wrong with a field. @param text the key of the words */
    record FieldError(String field, String text) {}

    /** @return empty when it was done */
    Optional<FieldError> act(Actor member, String contactId, Request request) {
        String path = request.path();
        if (path.equals(CANCEL)) {
            Signing latest = signings.standing(member, contactId).signing();
            if (latest != null) {
                signings.cancel(member, contactId, latest.id());
            }
            return Optional.empty();
        }
        String field = path.equals(SAY) ? "said" : "most";
        Optional<Ore> most = kroner(request.parameters().get(field));
        if (most.isEmpty()) {
            return Optional.of(new FieldError(field, "limit.wrong"));
        }
        try {
            if (path.equals(SAY)) {
                signings.say(member, contactId, most.get());
            } else {
                signings.start(member, contactId, most.get());
            }
            return Optional.empty();
        } catch (Problem refused) {
            if (refused.code().equals("LIMIT_INVALID")) {
                return Optional.of(new FieldError(field, "limit.wrong"));
            }
            throw refused;
        }
    }

    private static Optional<Ore> kroner(String text) {
        String plain = (text == null ? "" : text).replaceAll("(?i)kr|[\\s\\u00a0\\u202f]", "");
        Matcher kroner = KRONER.matcher(plain);
        return kroner.matches() ? Optional.of(Ore.kroner(Long.parseLong(kroner.group(1)))) : Optional.empty();
    }

    void show(Map<String, Object> model, Actor member, String contactId) {
        MandateStanding standing = signings.standing(member, contactId);
        Signing signing = standing.signing();
        model.put("limit", standing.most());
        model.put("limitOn", standing.saidOn());
        model.put("signing", signing == null ? null : "signing." + signing.state());
        model.put("signingMost", signing == null ? null : signing.most());
        model.put("signingOn", signing == null ? null : signing.startedAt());
        model.put("signingTone", signing == null ? "calm" : tone(signing.state()));
        model.put("started", signing != null && signing.state() == State.STARTED);
        model.put(
                "signAt",
                signing == null || signing.signAt() == null
                        ? null
                        : signing.signAt().toString());
    }

    private static String tone(State state) {
        return switch (state) {
            case STARTED -> "wait";
            case COMPLETED -> "good";
            case CANCELLED -> "calm";
            case FAILED -> "bad";
        };
    }
}
