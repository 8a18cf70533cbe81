package no.grend.booking.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Problem;

/** What is wrong with the fields of a request, gathered so that all of it can be mended at once. Not thread-safe. */
public final class Faults {

    private final List<Problem> found = new ArrayList<>();

    /** Looks at one thing, and keeps its refusal when it is about what was sent; any other is thrown on. */
    public void check(Runnable look) {
        try {
            look.run();
        } catch (Problem refused) {
            if (refused.errors().isEmpty()) {
                throw refused;
            }
            found.add(refused);
        }
    }

    /**
     * Refuses when anything was found: a single refusal as it is, several in one, 400 when something cannot be read and else 422.
     *
     * @param code of several
     */
    public void refuseAny(String code) {
        if (found.size() == 1) {
            throw found.get(0);
        }
        if (!found.isEmpty()) {
            boolean unreadable = found.stream().anyMatch(each -> each.kind() == Problem.Kind.INVALID);
            throw new Problem(
                    unreadable ? Problem.Kind.INVALID : Problem.Kind.RULE_BROKEN,
                    code,
                    found.size() + " things are wrong; each is named in errors.",
                    found.stream().flatMap(each -> each.errors().stream()).toList());
        }
    }
}
