package no.grend.seats.internal.rules;

import java.time.Instant;
import no.grend.seats.Seats.NewOffering;
import no.grend.seats.Seats.Offering;

/** An offering's terms and numbers while a transaction changes them («ark»). For one thread. */
public final class Sheet {

    private NewOffering terms;
    private Numbers numbers;

    public Sheet(NewOffering terms, Numbers numbers) {
        this.terms = terms;
        this.numbers = numbers;
    }

    public NewOffering terms() {
        return terms;
    }

    public Numbers numbers() {
        return numbers;
    }

    public Offering offering() {
        return new Offering(terms, numbers.taken(), numbers.waiting(), numbers.cancelled());
    }

    /** Seats that nobody has; fewer than none after the capacity was lowered. */
    int free() {
        return terms.capacity() - numbers.taken();
    }

    boolean isOpenLater(Instant now) {
        return terms.opensAt() != null && now.isBefore(terms.opensAt());
    }

    boolean isClosed(Instant now) {
        return terms.closesAt() != null && !now.isBefore(terms.closesAt());
    }

    /** Whether nobody is let in from the list any more. */
    boolean isListOver(Instant now) {
        return terms.promoteUntil() == null ? isClosed(now) : !now.isBefore(terms.promoteUntil());
    }

    void terms(NewOffering wanted) {
        terms = wanted;
        numbers = numbers.under(wanted);
    }

    void numbers(Numbers changed) {
        numbers = changed;
    }
}
