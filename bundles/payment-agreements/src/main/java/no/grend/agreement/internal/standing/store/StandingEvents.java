package no.grend.agreement.internal.standing.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import no.grend.agreement.StandingAgreements.AgreementEvent;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** What was done to agreements (S0-34); append-only. Every method works in the caller's transaction; safe between threads. */
public final class StandingEvents {

    /** Something that was done. @param before as {@link Terms#text}; null for the first @param after as before */
    public record Written(
            String agreementId,
            int place,
            Instant at,
            String what,
            String before,
            String after,
            LocalDate from,
            String actor,
            String onBehalfOf,
            String why) {

        static Written of(RowView row) {
            return new Written(
                    row.getColumn("agreement_id", String.class),
                    row.getColumn("place", Integer.class),
                    row.getColumn("happened_at", Instant.class),
                    row.getColumn("what", String.class),
                    row.getColumn("terms_before", String.class),
                    row.getColumn("terms_after", String.class),
                    row.getColumn("counts_from", LocalDate.class),
                    row.getColumn("actor", String.class),
                    row.getColumn("on_behalf_of", String.class),
                    row.getColumn("why", String.class));
        }

        /** As others see it. */
        public AgreementEvent event() {
            return new AgreementEvent(place, at, what, Terms.differences(before, after), from, actor, onBehalfOf, why);
        }
    }

    public void append(Handle tx, Written event) {
        tx.createUpdate("""
                        INSERT INTO agreement_standing_event (agreement_id, place, happened_at, what, terms_before, terms_after,
                          counts_from, actor, on_behalf_of, why)
                        VALUES (:agreementId, :place, :at, :what, :before, :after, :from, :actor, :onBehalfOf, :why)""").bindMethods(event).execute();
    }

    /** Oldest first. */
    public List<Written> of(Handle tx, String agreementId) {
        return tx.createQuery("SELECT * FROM agreement_standing_event WHERE agreement_id = :id ORDER BY place")
                .bind("id", agreementId)
                .map(Written::of)
                .list();
    }
}
