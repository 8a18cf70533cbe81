package no.grend.agreement.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.grend.agreement.spi.Order;
import no.grend.agreement.spi.Outcome;
import no.grend.agreement.spi.Outcome.Accepted;
import no.grend.agreement.spi.Outcome.Pending;
import no.grend.agreement.spi.Outcome.Reason;
import no.grend.agreement.spi.Outcome.Rejected;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.agreement.spi.TakesCharges;
import no.grend.agreement.spi.Terms;
import no.grend.kernel.Ore;

/** A provider that remembers consents and charges as a real one does, and now and then fails on the way back. Safe between threads. */
final class ChargingBank implements PaymentProvider, TakesCharges {

    private static final int FAILURES_PERCENT = 5;

    /** Where a charge stands. */
    private enum Fate {
        WAITS,
        PAID,
        STOPPED
    }

    /** Where a consent stands. */
    private enum Word {
        AT_THE_PAYER,
        GIVEN,
        ENDED
    }

    private record Charge(String consent, String text, Fate fate) {

        Charge now(Fate other) {
            return new Charge(consent, text, other);
        }
    }

    private final String id;
    private final Random chance;
    private final Map<String, Word> consents = new ConcurrentHashMap<>();
    private final Map<String, Charge> charges = new ConcurrentHashMap<>();
    private volatile boolean calm;

    ChargingBank(String id, long seed) {
        this.id = id;
        this.chance = new Random(seed);
    }

    void calm() {
        calm = true;
    }

    /** Payers who have the word say yes. */
    void payersConsent() {
        consents.replaceAll((consent, word) -> word == Word.AT_THE_PAYER ? Word.GIVEN : word);
    }

    /** Money that waits moves. */
    void moves() {
        charges.replaceAll((payment, charge) -> charge.fate() == Fate.WAITS ? charge.now(Fate.PAID) : charge);
    }

    /** What the payers have been charged for, once for each time. */
    List<String> paid() {
        return charges.values().stream()
                .filter(charge -> charge.fate() == Fate.PAID)
                .map(Charge::text)
                .toList();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Terms terms() {
        return FakeProvider.TERMS;
    }

    @Override
    public Terms chargeTerms() {
        return new Terms(
                id, Set.of("NOK"), Ore.of(100), Ore.kroner(20_000), 1, Duration.ofSeconds(2), Terms.OpenTo.EVERYBODY);
    }

    @Override
    public int mostRetryDays() {
        return 14;
    }

    @Override
    public Outcome propose(Consent consent) {
        consents.putIfAbsent(consent.id(), Word.AT_THE_PAYER);
        return back(standingOf(consent));
    }

    @Override
    public Outcome standing(Consent consent) {
        return back(standingOf(consent));
    }

    private Outcome standingOf(Consent consent) {
        Word word = consents.get(consent.id());
        if (word == null) {
            return new Rejected(Reason.NEVER_SEEN, null);
        }
        return switch (word) {
            case AT_THE_PAYER -> new Pending("agr-" + consent.id(), URI.create("https://pay.example.org/" + id));
            case GIVEN -> new Accepted("agr-" + consent.id(), null, "NOK", null);
            case ENDED -> new Rejected(Reason.CANCELLED, null);
        };
    }

    @Override
    public Outcome end(Consent consent) {
        consents.computeIfPresent(consent.id(), (key, word) -> Word.ENDED);
        charges.replaceAll(
                (payment, charge) -> charge.consent().equals("agr-" + consent.id()) && charge.fate() == Fate.WAITS
                        ? charge.now(Fate.STOPPED)
                        : charge);
        return back(standingOf(consent));
    }

    @Override
    public Outcome start(Order order) {
        boolean given = consents.get(order.charge().consent().substring("agr-".length())) == Word.GIVEN;
        charges.putIfAbsent(
                order.paymentId(),
                new Charge(order.charge().consent(), order.text(), given ? Fate.WAITS : Fate.STOPPED));
        return back(told(order));
    }

    @Override
    public Outcome ask(Order order) {
        return back(told(order));
    }

    @Override
    public Outcome cancel(Order order) {
        charges.computeIfPresent(
                order.paymentId(), (key, charge) -> charge.fate() == Fate.WAITS ? charge.now(Fate.STOPPED) : charge);
        return back(told(order));
    }

    private Outcome told(Order order) {
        Charge charge = charges.get(order.paymentId());
        if (charge == null) {
            return new Rejected(Reason.NEVER_SEEN, null);
        }
        return switch (charge.fate()) {
            case WAITS -> new Pending(order.paymentId(), null);
            case PAID -> new Accepted(order.paymentId(), order.amount(), "NOK", null);
            case STOPPED -> new Rejected(Reason.CANCELLED, null);
        };
    }

    private Outcome back(Outcome outcome) {
        synchronized (chance) {
            if (!calm && chance.nextInt(100) < FAILURES_PERCENT) {
                throw new IllegalStateException("connection reset on the way back");
            }
        }
        return outcome;
    }
}
