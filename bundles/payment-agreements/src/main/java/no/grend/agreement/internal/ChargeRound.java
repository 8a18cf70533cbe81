package no.grend.agreement.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment.State;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.agreement.internal.store.PaymentRow;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Oslo;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round over the invoices that are open around today: charges those whose payer has given a general consent for their
 * purpose, and tries again what failed, by the rules of the settings. Each charge has a key of its own, made of the invoice and
 * the number of the attempt, so it is all the same how often and on how many machines a round is made. Belongs to one thread.
 */
final class ChargeRound {

    private static final Logger LOG = LoggerFactory.getLogger(ChargeRound.class);
    private static final int AT_A_TIME = 200;

    /** Attempts that came to nothing before the provider had them do not count; so many of those, and no more, are made. */
    private static final int MOST_ATTEMPTS = 10;

    /** Why a charge ended that its provider never had. */
    private static final Set<String> NEVER_BEGUN = Set.of("LEDGER_AWAY", Reason.NEVER_SEEN.name());

    private final Tables tables;
    private final Ledger ledger;
    private final Charging charging;
    private final ChargeRules rules;
    private final Claimed claimed;
    private final Map<String, Integer> refusals = new TreeMap<>();

    /** Which of these invoices somebody else collects, as AvtaleGiro does. */
    interface Claimed {
        Set<String> of(Collection<String> invoiceIds);
    }

    ChargeRound(Tables tables, Ledger ledger, Charging charging, ChargeRules rules, Claimed claimed) {
        this.tables = tables;
        this.ledger = ledger;
        this.charging = charging;
        this.rules = rules;
        this.claimed = claimed;
    }

    /** @return how many charges it began */
    int make() {
        LocalDate today = Oslo.today(tables.clock);
        LocalDate first = today.minusDays(rules.catchUpDays() + rules.lastRetry());
        int begun = 0;
        for (Ledger.OpenOnDueDate day : ledger.openFrom(Actor.SYSTEM, first)) {
            // No provider asks to be told more than a month before.
            if (!day.dueDate().isAfter(today.plusDays(31))) {
                begun += on(day.dueDate());
            }
        }
        return begun;
    }

    /** How many were not charged that should have been, by the code of what refused it. */
    Map<String, Integer> refusals() {
        return refusals;
    }

    private int on(LocalDate dueDate) {
        int begun = 0;
        String cursor = null;
        do {
            Page<Invoice> page = ledger.openOn(Actor.SYSTEM, dueDate, AT_A_TIME, cursor);
            begun += these(page.items());
            cursor = page.next();
        } while (cursor != null);
        return begun;
    }

    private int these(List<Invoice> invoices) {
        List<Invoice> ours =
                invoices.stream().filter(invoice -> !invoice.joining()).toList();
        if (ours.isEmpty()) {
            return 0;
        }
        Map<String, List<PaymentRow>> charges =
                tables
                        .db
                        .read(tx -> tables.payments.charges(
                                tx, ours.stream().map(Invoice::id).toList()))
                        .stream()
                        .collect(Collectors.groupingBy(PaymentRow::invoiceId));
        Map<String, ConsentRow> consents = new HashMap<>();
        tables.db
                .read(tx -> tables.consents.general(
                        tx, ours.stream().map(Invoice::contactId).distinct().toList()))
                .forEach(row -> consents.put(row.contactId() + " " + row.purpose(), row));
        List<Invoice> wanted = ours.stream()
                .filter(invoice -> charges.containsKey(invoice.id()) || consents.containsKey(key(invoice)))
                .toList();
        if (wanted.isEmpty()) {
            return 0;
        }
        Set<String> others = claimed.of(wanted.stream().map(Invoice::id).toList());
        int begun = 0;
        for (Invoice invoice : wanted) {
            if (!others.contains(invoice.id())
                    && one(invoice, charges.getOrDefault(invoice.id(), List.of()), consents.get(key(invoice)))) {
                begun++;
            }
        }
        return begun;
    }

    private static String key(Invoice invoice) {
        return invoice.contactId() + " "
                + Choosing.purpose(invoice, new NewPayment(invoice.id(), null, null, null, null, null));
    }

    private boolean one(Invoice invoice, List<PaymentRow> before, ConsentRow general) {
        if (before.size() >= MOST_ATTEMPTS
                || before.stream().anyMatch(row -> !row.state().isOver())) {
            return false;
        }
        List<PaymentRow> tried = before.stream()
                .filter(row -> row.state() != State.REJECTED || !NEVER_BEGUN.contains(row.reason()))
                .toList();
        try {
            return tried.isEmpty()
                    ? general != null && first(invoice, general, before.size() + 1)
                    : again(invoice, tried, before.size() + 1);
        } catch (Problem refused) {
            // Away for a while, drained, or just paid: it is looked at again in the next round.
            refusals.merge(refused.code(), 1, Integer::sum);
            LOG.debug("Invoice {} is not charged now: {}", invoice.id(), refused.code());
            if (refused.code().equals(Charging.DRAINED) && isTime(invoice, rules.aheadDays())) {
                charging.uncharged().raise(invoice, tried.isEmpty() ? general : counting(tried));
            }
            return false;
        }
    }

    private ConsentRow counting(List<PaymentRow> tried) {
        String id = tried.get(tried.size() - 1).charge().consentId();
        return tables.db.read(
                tx -> tables.consents.counting(tx, tables.consents.byId(tx, id).orElseThrow()));
    }

    /** Whether an invoice is to be charged now for the first time. */
    private boolean isTime(Invoice invoice, int aheadDays) {
        LocalDate today = Oslo.today(tables.clock);
        return !today.isBefore(invoice.dueDate().minusDays(aheadDays))
                && !today.isAfter(invoice.dueDate().plusDays(rules.catchUpDays()));
    }

    private boolean first(Invoice invoice, ConsentRow consent, int attempt) {
        Offer offer = charging.offer(consent);
        if (!isTime(invoice, Math.max(rules.aheadDays(), offer.charges().terms().leadDays()))) {
            return false;
        }
        charging.charge(Actor.SYSTEM, consent, invoice, null, null, key(invoice, attempt));
        return true;
    }

    /** The next day of the rules after the first due day; what has ended in another way than for want of money is over. */
    private boolean again(Invoice invoice, List<PaymentRow> tried, int attempt) {
        PaymentRow last = tried.get(tried.size() - 1);
        boolean failed =
                last.state() == State.REJECTED && Reason.DECLINED.name().equals(last.reason());
        int place = rules.retryDays().size() - last.charge().tries();
        if (!failed || last.charge().tries() == 0 || place < 0) {
            return false;
        }
        ConsentRow consent = counting(tried);
        LocalDate day = tried.get(0).charge().dueOn().plusDays(rules.retryDays().get(place));
        LocalDate possible = charging.firstDay(charging.offer(consent));
        if (possible.isBefore(day)) {
            return false;
        }
        charging.charge(Actor.SYSTEM, consent, invoice, possible, last.charge().tries() - 1, key(invoice, attempt));
        return true;
    }

    private static IdempotencyKey key(Invoice invoice, int attempt) {
        String key = "charge:" + invoice.id() + ":" + attempt;
        return IdempotencyKey.of(key, key);
    }
}
