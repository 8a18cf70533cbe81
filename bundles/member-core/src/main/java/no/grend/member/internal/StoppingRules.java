package no.grend.member.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.member.internal.store.CategoryTable;
import no.grend.member.internal.store.StoppingTerms;
import no.grend.member.internal.store.StoppingTermsTable;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * What each category asks of members who stop («oppsigelsesvilkår», S1-08), by the day from which memberships begin on those
 * terms: so nobody is held to more than when they joined. Safe between threads.
 */
public final class StoppingRules {

    /** Kept to what a consumer can be held to: terms beyond it may be unreasonable (markedsføringsloven § 22). */
    public static final int LONGEST_NOTICE_MONTHS = 3;

    /** As above. */
    public static final int LONGEST_BINDING_MONTHS = 12;

    private static final LocalDate EARLIEST = LocalDate.of(1850, 1, 1);
    private static final int FURTHEST_YEARS = 10;

    private final Database db;
    private final Audit audit;
    private final Clock clock;

    StoppingRules(MemberCore.Means means) {
        this.db = means.db();
        this.audit = means.audit();
        this.clock = means.clock();
    }

    /** Sets the terms of memberships that begin on a day or later, in place of those that were set for that very day. */
    public List<StoppingTerms> set(Actor actor, String categoryId, StoppingTerms terms) {
        actor.require(Permission.MEMBER_WRITE);
        require(terms);
        return db.inTransaction(tx -> {
            List<StoppingTerms> before = StoppingTermsTable.ofCategory(tx, required(tx, categoryId));
            if (!before.contains(terms)) {
                StoppingTermsTable.put(tx, categoryId, terms);
                String old = before.stream()
                        .filter(one -> one.from().equals(terms.from()))
                        .findFirst()
                        .map(StoppingRules::text)
                        .orElse(null);
                audit.record(
                        tx,
                        new Audit.Entry(
                                actor.id(),
                                "CATEGORY_STOPPING_TERMS",
                                "category:" + categoryId,
                                old,
                                text(terms),
                                null));
            }
            return StoppingTermsTable.ofCategory(tx, categoryId);
        });
    }

    /** A category's terms, oldest first. */
    public List<StoppingTerms> ofCategory(Actor actor, String categoryId) {
        actor.require(Permission.MEMBER_READ);
        return db.read(tx -> StoppingTermsTable.ofCategory(tx, required(tx, categoryId)));
    }

    private static String required(Handle tx, String categoryId) {
        return CategoryTable.byId(tx, categoryId)
                .orElseThrow(() -> Problem.notFound("There is no such membership category."))
                .id();
    }

    private void require(StoppingTerms terms) {
        LocalDate from = Asked.given("from", terms.from(), "give the first day of the memberships that it holds for");
        if (from.isBefore(EARLIEST) || from.isAfter(Oslo.today(clock).plusYears(FURTHEST_YEARS))) {
            throw Problem.invalid("/from", "FROM_INVALID", "from must be a date between 1850 and ten years ahead.");
        }
        requireMonths("noticeMonths", terms.noticeMonths(), LONGEST_NOTICE_MONTHS);
        requireMonths("bindingMonths", terms.bindingMonths(), LONGEST_BINDING_MONTHS);
    }

    private static void requireMonths(String field, int months, int most) {
        if (months < 0 || months > most) {
            throw Problem.rule(
                    "/" + field,
                    "STOPPING_TERMS_UNFIT",
                    field + " must be 0 to " + most + ": longer terms may be unreasonable towards consumers"
                            + " (markedsføringsloven § 22).");
        }
    }

    private static String text(StoppingTerms terms) {
        return "from " + terms.from() + ": notice " + terms.noticeMonths() + " months"
                + (terms.toMonthEnd() ? " to the end of the month" : "") + ", binding " + terms.bindingMonths()
                + " months";
    }
}
