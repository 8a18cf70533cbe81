package no.grend.member.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import no.grend.kernel.IdempotencyKey;
import org.jdbi.v3.core.Handle;

/** Writes memberships one at a time; {@link MembershipDays} writes many. Stateless; every call works in the caller's transaction. */
public final class MembershipChanges {

    private MembershipChanges() {}

    public static void insert(Handle tx, StoredMembership membership, IdempotencyKey key, Instant now) {
        tx.createUpdate("""
                        INSERT INTO member_membership (id, contact_id, category_id, valid_from, first_billed_from,
                          paid_until, next_from, created_at, version, idem_key, idem_fingerprint, held_from, bill_on,
                          joining_fee, joining_fee_for)
                        VALUES (:id, :contact, :category, :from, :firstBilledFrom, :paidUntil, :nextFrom, :now, 1,
                          :key, :fingerprint, :from, :billOn, :joiningFee, :joiningFeeFor)
                        """)
                .bind("billOn", membership.billOn())
                .bind(
                        "joiningFee",
                        membership.joiningFee() == null
                                ? null
                                : membership.joiningFee().value())
                .bind("joiningFeeFor", membership.joiningFee() == null ? null : membership.contactId())
                .bind("id", membership.id())
                .bind("contact", membership.contactId())
                .bind("category", membership.category().id())
                .bind("from", membership.from())
                .bind("firstBilledFrom", membership.firstBilledFrom())
                .bind("paidUntil", membership.paidUntil())
                .bind("nextFrom", membership.nextFrom())
                .bind("now", now)
                .bind("key", key == null ? null : key.key())
                .bind("fingerprint", key == null ? null : key.fingerprint())
                .execute();
    }

    /** The first period is invoiced, so its billing date is done with. */
    public static void billed(Handle tx, Collection<String> ids) {
        var batch = tx.prepareBatch("UPDATE member_membership SET bill_on = NULL WHERE id = :id");
        ids.forEach(id -> batch.bind("id", id).add());
        if (!ids.isEmpty()) {
            batch.execute();
        }
    }

    /** Whoever joins is a member though nothing is paid, to a day (S2-51). */
    public static void activeUntil(Handle tx, String id, LocalDate day) {
        tx.createUpdate("UPDATE member_membership SET active_until = :day WHERE id = :id")
                .bind("day", day)
                .bind("id", id)
                .execute();
    }

    /** Writes the latest freeze, and from when it goes on. @return false when it is no longer at this version */
    public static boolean freeze(Handle tx, StoredMembership frozen) {
        return tx.createUpdate("""
                                UPDATE member_membership SET frozen_from = :frozenFrom, frozen_until = :frozenUntil,
                                  next_from = :nextFrom, version = version + 1
                                WHERE id = :id AND version = :version
                                """)
                        .bind("frozenFrom", frozen.frozenFrom())
                        .bind("frozenUntil", frozen.frozenUntil())
                        .bind("nextFrom", frozen.nextFrom())
                        .bind("id", frozen.id())
                        .bind("version", frozen.version())
                        .execute()
                == 1;
    }

    /** Ends a membership at this version. @return false when it is no longer at it, or has ended */
    public static boolean end(Handle tx, String id, int version, LocalDate on, String reason) {
        return tx.createUpdate("""
                                UPDATE member_membership SET ended_on = :on, end_reason = :reason, version = version + 1
                                WHERE id = :id AND version = :version AND ended_on IS NULL
                                """)
                        .bind("on", on)
                        .bind("reason", reason)
                        .bind("id", id)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    /** Lets a membership go on that had a last day. @return false when it is no longer at this version, or had none */
    public static boolean resume(Handle tx, String id, int version) {
        return tx.createUpdate("""
                                UPDATE member_membership SET ended_on = NULL, end_reason = NULL, version = version + 1
                                WHERE id = :id AND version = :version AND ended_on IS NOT NULL
                                """).bind("id", id).bind("version", version).execute() == 1;
    }

    /**
     * Calls a membership off that has not begun: nothing more is invoiced, and its day is free for another.
     *
     * @return false when it is no longer at this version
     */
    public static boolean callOff(Handle tx, String id, int version, LocalDate on, String reason) {
        return tx.createUpdate("""
                                UPDATE member_membership SET ended_on = :on, end_reason = :reason, next_from = NULL,
                                  held_from = NULL, bill_on = NULL,
                                  joining_fee_for = CASE WHEN invoiced_until IS NULL THEN NULL ELSE joining_fee_for END,
                                  version = version + 1
                                WHERE id = :id AND version = :version
                                """)
                        .bind("on", on)
                        .bind("reason", reason)
                        .bind("id", id)
                        .bind("version", version)
                        .execute()
                == 1;
    }
}
