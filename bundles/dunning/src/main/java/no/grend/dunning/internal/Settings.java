package no.grend.dunning.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.dunning.internal.rules.DunningRules;
import no.grend.dunning.internal.rules.Routine;
import no.grend.dunning.internal.rules.Routine.InterestFrom;
import no.grend.dunning.internal.rules.RuleBook;
import no.grend.dunning.internal.rules.RuleText;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The organisation's routine and the dated rules, as configured. Changes take effect at once. Safe between threads. */
@Component(service = Settings.class, configurationPid = "no.grend.dunning")
@Designate(ocd = Settings.Configuration.class)
public final class Settings {

    /** What an organisation decides itself, and what the law decides anew each half-year. */
    @ObjectClassDefinition(name = "Purring", description = "Purrerutinen og de daterte satsene")
    public @interface Configuration {

        @AttributeDefinition(
                name = "Brev",
                description =
                        "Ett per verdi, eller skilt med semikolon: REMINDER_1, REMINDER_2, COLLECTION_NOTICE eller PAYMENT_DEMAND, så wait="
                                + " (dager etter forfall eller forrige frist), deadline=, fee, interest og channels=")
        String[] letters() default {
            "REMINDER_1 wait=14 deadline=14 fee channels=EMAIL+LETTER",
            "COLLECTION_NOTICE wait=3 deadline=14 fee interest channels=LETTER+EMAIL"
        };

        @AttributeDefinition(
                name = "Renter fra",
                description = "DUE_DATE der forfallsdagen er avtalt, ellers THIRTY_DAYS_AFTER_INVOICE")
        String interestFrom() default "DUE_DATE";

        @AttributeDefinition(name = "Minste beløp", description = "Mindre enn så mange kroner purres ikke")
        int smallestKroner() default 0;

        @AttributeDefinition(
                name = "Vent på AvtaleGiro",
                description = "Dager etter forfall før et krav som skulle trekkes, purres")
        int collectedDays() default 7;

        @AttributeDefinition(name = "Til posten", description = "Dager et brev på papir kan ligge før det postlegges")
        int postDays() default 2;

        @AttributeDefinition(
                name = "Purres ikke",
                description = "Formål som ikke purres, av det fakturaen er laget for: gift for faste gaver")
        String[] notDunned() default {"gift"};

        @AttributeDefinition(
                name = "Regler",
                description = "Linjer som legges oppå de innebygde, som interest.2027-01-01 = 12.25 | FOR-... og"
                        + " inkassolov-2026.validFrom = 2027-01-01")
        String[] rules() default {};
    }

    private volatile State state;

    private static final Set<String> USUALLY_NOT_DUNNED = Set.of("gift");

    private record State(RuleBook book, Routine routine, Set<String> notDunned) {}

    @Activate
    public Settings(@Reference(target = "(feature=grend-dunning)") Licence licence, Configuration configuration) {
        state = read(configuration);
    }

    Settings(RuleBook book, Routine routine) {
        state = new State(book, routine, USUALLY_NOT_DUNNED);
    }

    @Modified
    void changed(Configuration configuration) {
        state = read(configuration);
    }

    private static State read(Configuration configuration) {
        return new State(
                RuleText.with(lines(configuration.rules())),
                Routine.of(
                        lines(configuration.letters()),
                        InterestFrom.valueOf(configuration.interestFrom()),
                        Ore.kroner(configuration.smallestKroner()),
                        configuration.collectedDays(),
                        configuration.postDays()),
                lines(configuration.notDunned()).stream()
                        .flatMap(line -> Arrays.stream(line.split(",")))
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static List<String> lines(String... values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split("[;\\n]", -1)))
                .toList();
    }

    public RuleBook book() {
        return state.book();
    }

    public Routine routine() {
        return state.routine();
    }

    /** Whether invoices like this are reminded of at all: a gift that was not given is no debt to chase. */
    boolean isDunned(Invoice invoice) {
        String source = invoice.sourceKey();
        return source == null
                || source.indexOf(':') < 0
                || !state.notDunned().contains(source.substring(0, source.indexOf(':')));
    }

    DunningRules rules() {
        State now = state;
        return new DunningRules(now.book(), now.routine());
    }
}
