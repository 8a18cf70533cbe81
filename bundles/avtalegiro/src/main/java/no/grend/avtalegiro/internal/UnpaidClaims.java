package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.internal.store.Answer;
import no.grend.avtalegiro.internal.store.AnswerStore;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.ClaimStore.Standing;
import no.grend.avtalegiro.internal.store.ClaimStore.State;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.avtalegiro.internal.store.MandateStore;
import no.grend.ledger.spi.Collector.Unpaid;
import org.jdbi.v3.core.Handle;

/**
 * Why claims brought no money («årsak til manglende trekk»), as far as the bank has told (S4-52): a claim that it rejected, for
 * the reason that staff registered, and a mandate that ended before the due date, which draws nothing. The file with the
 * payments holds those that came, and says nothing of the others.
 */
final class UnpaidClaims {

    private final ClaimStore claims;
    private final MandateStore mandates;
    private final AnswerStore answers = new AnswerStore();

    UnpaidClaims(ClaimStore claims, MandateStore mandates) {
        this.claims = claims;
        this.mandates = mandates;
    }

    /** At most 1,000 invoices a call; those of which nothing is known are left out, as are those whose last claim is cancelled. */
    Map<String, Unpaid> of(Handle tx, Collection<String> invoiceIds) {
        Map<String, Standing> latest = new HashMap<>();
        claims.of(tx, invoiceIds).forEach(one -> latest.put(one.claim().invoiceId(), one));
        Map<String, Unpaid> known = new HashMap<>();
        rejected(tx, latest.values(), known);
        ended(tx, latest.values(), known);
        return known;
    }

    private void rejected(Handle tx, Collection<Standing> latest, Map<String, Unpaid> known) {
        Map<String, List<ClaimRow>> byFile = new HashMap<>();
        latest.stream()
                .filter(one -> one.state() == State.REJECTED)
                .map(Standing::claim)
                .forEach(claim -> byFile.computeIfAbsent(claim.fileId(), file -> new ArrayList<>())
                        .add(claim));
        byFile.forEach((file, ofFile) -> {
            Map<Integer, Answer> rejections = answers.rejections(
                    tx, file, ofFile.stream().map(ClaimRow::place).toList());
            ofFile.forEach(claim -> {
                Answer answer = rejections.getOrDefault(claim.place(), rejections.get(Answer.WHOLE_FILE));
                known.put(claim.invoiceId(), new Unpaid(answer.reason().cause(), answer.answeredOn()));
            });
        });
    }

    private void ended(Handle tx, Collection<Standing> latest, Map<String, Unpaid> known) {
        List<ClaimRow> living = latest.stream()
                .filter(one -> one.state().lives())
                .map(Standing::claim)
                .toList();
        Map<Integer, Mandate> ofMembers = mandates.byMembers(
                tx, living.stream().map(ClaimRow::memberNumber).distinct().toList());
        for (ClaimRow claim : living) {
            LocalDate ended = ended(ofMembers.get(claim.memberNumber()));
            if (ended != null && !ended.isAfter(claim.dueDate())) {
                known.put(claim.invoiceId(), new Unpaid(Unpaid.Cause.MANDATE_ENDED, ended));
            }
        }
    }

    private static LocalDate ended(Mandate mandate) {
        return mandate == null || mandate.active() ? null : mandate.endedOn();
    }
}
