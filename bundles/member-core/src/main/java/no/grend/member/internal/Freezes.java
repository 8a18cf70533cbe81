package no.grend.member.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice.Line;
import no.grend.member.internal.FrozenDays.Span;
import no.grend.member.internal.store.DueMembership;
import no.grend.member.internal.store.DueTable;
import no.grend.member.internal.store.FreezeTable;
import no.grend.member.internal.store.FreezeTable.Freeze;
import no.grend.member.internal.store.MembershipChanges;
import no.grend.member.internal.store.StoredMembership;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;

/**
 * Freezing a membership («frys», S1-06, S1-07): for some whole days the member may not use it, and none of them is billed. It
 * thaws by itself when they are over. Members may where the organisation lets them; staff always. Safe between threads.
 */
public final class Freezes {

    private final Database db;
    private final Audit audit;
    private final Clock clock;
    private final Rules rules;
    private final FreezeRules allowed;
    private final Ids ids;

    /**
     * What the organisation lets members do («fryseregler»).
     *
     * @param byMembers whether members may freeze at all
     * @param shortest days of one freeze
     * @param longest days of one freeze
     * @param mostAYear days in a calendar year
     */
    public record Rules(boolean byMembers, int shortest, int longest, int mostAYear) {

        /** As the settings are until somebody sets them: only staff freeze. */
        public static final Rules STAFF_ONLY = new Rules(false, 14, 90, 90);
    }

    /**
     * What a freeze comes to, before it is asked for.
     *
     * @param days that are not billed
     * @param paidUntil the last day that is paid for, then; null when nothing is
     * @param nextFrom the first day of the next period, then; null when nothing more shall be invoiced
     * @param nextLines what that period will cost; empty when it is not to be invoiced
     */
    public record Consequence(long days, LocalDate paidUntil, LocalDate nextFrom, List<Line> nextLines) {}

    Freezes(MemberCore.Means means, Memberships memberships, Rules rules) {
        this.db = means.db();
        this.audit = means.audit();
        this.clock = means.clock();
        this.rules = rules;
        this.allowed = new FreezeRules(clock, memberships, rules);
        this.ids = new Ids(clock);
    }

    public Rules rules() {
        return rules;
    }

    /** What {@link #freeze} would come to, or its refusal; nothing is changed. */
    public Consequence preview(Actor actor, String membershipId, LocalDate first, LocalDate last) {
        return db.read(tx -> {
            StoredMembership membership = OneMembership.required(tx, actor, membershipId);
            allowed.require(tx, actor, membership, first, last);
            List<Freeze> freezes = new ArrayList<>(FreezeTable.ofMembership(tx, membershipId));
            freezes.add(
                    new Freeze("", membershipId, first, last, last, countsFrom(membership), null, actor.id(), null));
            StoredMembership frozen = frozen(membership, freezes);
            return new Consequence(
                    days(first, last), frozen.coveredUntil(), frozen.nextFrom(), nextLines(tx, frozen, freezes));
        });
    }

    private static List<Line> nextLines(Handle tx, StoredMembership frozen, List<Freeze> freezes) {
        if (frozen.free() || frozen.nextFrom() == null) {
            return List.of();
        }
        String language = DueTable.oneDue(tx, frozen.id(), frozen.nextFrom())
                .map(DueMembership::language)
                .orElse(null);
        return new PeriodPrice(frozen, frozen.nextFrom(), frozenDays(freezes)).lines(1, null, LineWords.in(language));
    }

    /**
     * Freezes a membership; the same key again gives the same freeze.
     *
     * @param first today or later
     * @param last the last frozen day
     * @param reason may be null
     */
    public Freeze freeze(
            Actor actor, String membershipId, LocalDate first, LocalDate last, String reason, IdempotencyKey key) {
        allowed.requireMay(actor);
        String why = OneMembership.reason(reason);
        return db.inTransaction(tx -> {
            Optional<Freeze> earlier = key == null ? Optional.empty() : FreezeTable.byIdempotencyKey(tx, key.key());
            if (earlier.isPresent()) {
                key.requireSame(earlier.get().fingerprint());
                return earlier.get();
            }
            StoredMembership membership = OneMembership.locked(tx, actor, membershipId);
            allowed.require(tx, actor, membership, first, last);
            Freeze freeze = new Freeze(
                    ids.next(),
                    membershipId,
                    first,
                    last,
                    last,
                    countsFrom(membership),
                    why,
                    actor.id(),
                    key == null ? null : key.fingerprint());
            FreezeTable.insert(tx, freeze, key, clock.instant());
            move(tx, membership);
            audit.record(
                    tx, entry(actor, "MEMBERSHIP_FROZEN", membershipId, null, "from " + first + " to " + last, why));
            return freeze;
        });
    }

    /**
     * Lets a freeze end early, or calls it off before it begins. Doing the same again changes nothing. What was invoiced
     * meanwhile stands.
     *
     * @param on the last frozen day: yesterday or later; null for as soon as can be
     */
    public Freeze end(Actor actor, String membershipId, String freezeId, LocalDate on) {
        allowed.requireMay(actor);
        return db.inTransaction(tx -> {
            StoredMembership membership = OneMembership.locked(tx, actor, membershipId);
            Freeze freeze = FreezeTable.ofMembership(tx, membershipId).stream()
                    .filter(one -> one.id().equals(freezeId))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("There is no such freeze."));
            LocalDate yesterday = today().minusDays(1);
            LocalDate wanted = on == null ? yesterday : on;
            LocalDate last = wanted.isBefore(freeze.first()) ? freeze.first().minusDays(1) : wanted;
            if (last.equals(freeze.last())) {
                return freeze;
            }
            if (freeze.calledOff() || freeze.last().isBefore(yesterday) || last.isAfter(freeze.last())) {
                throw Problem.conflict(
                        "FREEZE_ENDED",
                        "The freeze's last day is " + freeze.last() + " and it can only be shortened. Make a new one.");
            }
            if (wanted.isBefore(yesterday)) {
                throw Problem.rule(
                        "/on",
                        "FREEZE_PAST",
                        "Days that have passed stay frozen; on must be " + yesterday + " or later.");
            }
            FreezeTable.end(tx, freeze, last);
            move(tx, membership);
            audit.record(
                    tx, entry(actor, "MEMBERSHIP_THAWED", membershipId, "to " + freeze.last(), "to " + last, null));
            return FreezeTable.ofMembership(tx, membershipId).stream()
                    .filter(one -> one.id().equals(freezeId))
                    .findFirst()
                    .orElseThrow();
        });
    }

    /** A membership's freezes, oldest first; those called off too. */
    public List<Freeze> ofMembership(Actor actor, String membershipId) {
        return db.read(tx -> {
            OneMembership.required(tx, actor, membershipId);
            return FreezeTable.ofMembership(tx, membershipId);
        });
    }

    /** The freezes of memberships that have any, by membership. @param some at most 2,000 */
    static Map<String, FrozenDays> of(Handle tx, Collection<StoredMembership> some) {
        List<String> frozen = some.stream()
                .filter(membership -> membership.frozenUntil() != null)
                .map(StoredMembership::id)
                .toList();
        return FreezeTable.ofMemberships(tx, frozen).stream()
                .collect(Collectors.groupingBy(
                        Freeze::membershipId, Collectors.collectingAndThen(Collectors.toList(), Freezes::frozenDays)));
    }

    private static FrozenDays frozenDays(List<Freeze> freezes) {
        return new FrozenDays(freezes.stream()
                .filter(freeze -> !freeze.calledOff())
                .map(freeze -> new Span(freeze.first(), freeze.last(), freeze.countsFrom()))
                .toList());
    }

    /** As a membership is with these freezes: its last one, and when its next period begins. */
    private static StoredMembership frozen(StoredMembership membership, List<Freeze> freezes) {
        Optional<Freeze> latest = freezes.stream()
                .filter(freeze -> !freeze.calledOff())
                .reduce((one, other) -> one.first().isAfter(other.first()) ? one : other);
        LocalDate counted = countsFrom(membership);
        return membership.frozen(
                latest.map(Freeze::first).orElse(null),
                latest.map(Freeze::last).orElse(null),
                frozenDays(freezes).next(counted == null ? membership.from() : counted, withoutFreeze(membership)));
    }

    /** The day on which the next period would begin had nothing been frozen since the last one was invoiced. */
    static LocalDate withoutFreeze(StoredMembership membership) {
        if (membership.nextFrom() == null) {
            return null;
        }
        LocalDate until = membership.invoicedUntil() == null ? membership.paidUntil() : membership.invoicedUntil();
        return until == null ? membership.from() : until.plusDays(1);
    }

    /** From which day on a freeze that is made now moves the next period; null when nothing is invoiced. */
    private static LocalDate countsFrom(StoredMembership membership) {
        return membership.invoicedUntil() == null ? null : lastInvoicedFrom(membership);
    }

    /** Rows from before there were freezes do not say it, and lie on the plan's own boundaries. */
    static LocalDate lastInvoicedFrom(StoredMembership membership) {
        return membership.invoicedFrom() == null
                ? Standing.plan(membership).periodStart(membership.invoicedUntil())
                : membership.invoicedFrom();
    }

    private static void move(Handle tx, StoredMembership membership) {
        StoredMembership frozen = frozen(membership, FreezeTable.ofMembership(tx, membership.id()));
        if (!MembershipChanges.freeze(tx, frozen)) {
            throw OneMembership.changing();
        }
    }

    static long days(LocalDate first, LocalDate last) {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    private LocalDate today() {
        return Oslo.today(clock);
    }

    private static Audit.Entry entry(
            Actor actor, String action, String membershipId, String before, String after, String why) {
        return new Audit.Entry(actor.id(), action, "membership:" + membershipId, before, after, why);
    }
}
