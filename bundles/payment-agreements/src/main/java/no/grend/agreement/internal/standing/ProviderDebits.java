package no.grend.agreement.internal.standing;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import no.grend.agreement.Consent;
import no.grend.agreement.Consents;
import no.grend.agreement.internal.standing.store.StandingDebits.ByProvider;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import no.grend.kernel.Rounds;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Charges the invoices of agreements that a provider collects, by the payer's consent to the agreement: once each, due on the
 * debit date. What fails is tried again by the rules for charges. Looks shortly after the start and then each hour; nobody
 * needs this component, so no circle can close through it.
 */
@Component(
        service = {},
        immediate = true)
public final class ProviderDebits {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderDebits.class);
    private static final Duration FIRST = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofHours(1);

    /** Longer than any lead; an invoice that is older was charged, or is for a person to look at. */
    private static final Duration RECENT = Duration.ofDays(70);

    private final StandingBook book;
    private final Ledger ledger;
    private final Consents consents;
    private final ConsentDesk desk;
    private final Rounds rounds = new Rounds(
            "grend-agreement-charges",
            this::lookAndTell,
            trouble ->
                    LOG.warn("Could not look for invoices of agreements to charge; trying again in an hour", trouble));

    @Activate
    public ProviderDebits(@Reference StandingBook book, @Reference Ledger ledger, @Reference Consents consents) {
        this(book, ledger, consents, new ConsentDesk(consents));
        rounds.begin(FIRST, PAUSE);
    }

    ProviderDebits(StandingBook book, Ledger ledger, Consents consents, ConsentDesk desk) {
        this.book = book;
        this.ledger = ledger;
        this.consents = consents;
        this.desk = desk;
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    private void lookAndTell() {
        Map<String, Integer> refusals = look();
        if (!refusals.isEmpty()) {
            LOG.warn("Invoices of agreements that were not charged now, by what refused it: {}", refusals);
        }
    }

    /** @return how many were refused, by the code of what refused it */
    Map<String, Integer> look() {
        Map<String, Integer> refusals = new TreeMap<>();
        for (ByProvider debit :
                book.db.read(tx -> book.debits.byProvider(tx, book.now().minus(RECENT)))) {
            try {
                charge(debit);
            } catch (Problem refused) {
                refusals.merge(refused.code(), 1, Integer::sum);
            }
        }
        return refusals;
    }

    private void charge(ByProvider debit) {
        Optional<Invoice> open = ledger.invoiceFor(Actor.SYSTEM, debit.sourceKey())
                .filter(invoice -> invoice.open().isPositive());
        Optional<StandingRow> row = book.db.read(tx -> book.store.byId(tx, debit.agreementId()));
        if (open.isEmpty() || row.isEmpty()) {
            return;
        }
        desk.of(Actor.SYSTEM, row.get())
                .filter(consent -> consent.state() == Consent.State.ACTIVE)
                .ifPresent(consent -> consents.charge(
                        Actor.SYSTEM,
                        consent.id(),
                        open.get().id(),
                        null,
                        IdempotencyKey.of("debit:" + debit.sourceKey(), debit.sourceKey())));
    }
}
