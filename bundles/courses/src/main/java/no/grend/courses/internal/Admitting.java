package no.grend.courses.internal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.CourseTable;
import no.grend.courses.internal.store.RegistrationTable;
import no.grend.member.Standings.Standing;
import no.grend.member.Standings.State;
import no.grend.seats.Admission;

/**
 * Who may come to a course (S1-39): everybody, or active members. A seat that is bought stays the buyer's, also when the
 * membership ends later: the course is paid for by itself. Safe between threads.
 */
final class Admitting implements Admission {

    private final Means means;

    Admitting(Means means) {
        this.means = means;
    }

    @Override
    public Map<String, String> refused(String offeringId, Set<String> contactIds) {
        Course course = means.db().read(tx -> CourseTable.byId(tx, offeringId)).orElse(null);
        if (course == null || !course.plan().membersOnly() || contactIds.isEmpty()) {
            return Map.of();
        }
        Set<String> asked = new HashSet<>(contactIds);
        asked.removeAll(means.db()
                .read(tx -> RegistrationTable.seated(tx, offeringId, contactIds))
                .keySet());
        Map<String, String> refused = new LinkedHashMap<>();
        standings(asked).forEach((contact, standing) -> {
            if (!standing.active()) {
                refused.put(contact, standing.state() == State.FROZEN ? "FROZEN" : "NOT_A_MEMBER");
            }
        });
        return refused;
    }

    Map<String, Standing> standings(Set<String> contactIds) {
        return contactIds.isEmpty()
                ? Map.of()
                : means.register().standings().on(Means.ACTOR, contactIds, means.today());
    }

    /** Whether the members' price is for this contact today. */
    boolean isMember(String contactId) {
        return standings(Set.of(contactId)).get(contactId).active();
    }
}
