package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.ClaimStore.Standing;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.avtalegiro.internal.store.MandateStore;
import no.grend.ledger.spi.Collector.Unpaid;
import org.jdbi.v3.core.Handle;

/**
 * Why claims brought no money («årsak til manglende trekk»), as far as the bank's files tell (S4-52): a mandate that ended
 * before the due date draws nothing. The file with the payments holds those that came, and says nothing of the others.
 */
final class UnpaidClaims {

    private final ClaimStore claims;
    private final MandateStore mandates;

    UnpaidClaims(ClaimStore claims, MandateStore mandates) {
        this.claims = claims;
        this.mandates = mandates;
    }

    /** At most 1,000 invoices a call; those of which nothing is known are left out, as are cancelled claims. */
    Map<String, Unpaid> of(Handle tx, Collection<String> invoiceIds) {
        Map<String, ClaimRow> live = new HashMap<>();
        for (Standing standing : claims.of(tx, invoiceIds)) {
            if (standing.state().lives()) {
                live.put(standing.claim().invoiceId(), standing.claim());
            }
        }
        Map<Integer, Mandate> ofMembers = mandates.byMembers(
                tx,
                live.values().stream().map(ClaimRow::memberNumber).distinct().toList());
        Map<String, Unpaid> known = new HashMap<>();
        live.forEach((invoice, claim) -> {
            LocalDate ended = ended(ofMembers.get(claim.memberNumber()));
            if (ended != null && !ended.isAfter(claim.dueDate())) {
                known.put(invoice, new Unpaid(Unpaid.Cause.MANDATE_ENDED, ended));
            }
        });
        return known;
    }

    private static LocalDate ended(Mandate mandate) {
        return mandate == null || mandate.active() ? null : mandate.endedOn();
    }
}
