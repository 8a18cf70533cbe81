package no.grend.member.internal;

import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Problem;

/** What is wrong with the fields of a request, gathered so that a person can mend all of it at once. Not thread-safe. */
public final class Findings {

    private final List<Problem.Detail> found = new ArrayList<>();

    /** Notes a field that is wrong. @param pointer JSON pointer, {@code /email} */
    public void add(String pointer, String code, String detail) {
        found.add(Problem.Detail.field(pointer, code, detail));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Refuses with 400 when anything was found. */
    public void refuseIfAny(String code) {
        if (!found.isEmpty()) {
            String detail = found.size() == 1
                    ? found.get(0).detail()
                    : found.size() + " fields are wrong; each is named in errors.";
            throw new Problem(Problem.Kind.INVALID, code, detail, found);
        }
    }
}
