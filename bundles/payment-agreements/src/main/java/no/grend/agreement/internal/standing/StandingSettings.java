package no.grend.agreement.internal.standing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.StandingAgreements.Limits;
import no.grend.agreement.StandingAgreements.Right;
import no.grend.kernel.Ore;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the organisation decides of standing agreements. Members may see and change nothing but what it opens for (S0-28), and
 * never change one of a membership (S0-29). Changes take effect at once. Safe between threads.
 */
@Component(service = StandingSettings.class, configurationPid = "no.grend.agreement.standing")
@Designate(ocd = StandingSettings.Configuration.class)
public final class StandingSettings {

    private static final Logger LOG = LoggerFactory.getLogger(StandingSettings.class);
    private static final String ALL = "*";
    private static final Limits ANY = new Limits(Ore.kroner(1), Ore.kroner(1_000_000));
    private static final int MOST_DAYS = 60;
    private static final int MOST_DAYS_TO_SEND = 20;

    /** What an organisation decides. */
    @ObjectClassDefinition(
            name = "Faste betalingsavtaler",
            description = "Hva medlemmer kan gjøre, og når det faktureres")
    public @interface Configuration {

        @AttributeDefinition(
                name = "Medlemmer kan",
                description = "Ett formål per verdi, eller skilt med semikolon: gift=see,change,end. Tomt etter"
                        + " likhetstegnet skjuler avtalene. * gjelder resten. Medlemsavtaler kan aldri endres")
        String[] members() default {"*=see"};

        @AttributeDefinition(
                name = "Beløpsgrenser",
                description = "Minste og største beløp i hele kroner for et formål: gift=50-20000. * gjelder resten")
        String[] limits() default {};

        @AttributeDefinition(
                name = "Fakturadager",
                description = "Så mange dager før trekkdagen lages fakturaen; minst 10")
        int invoiceDays() default 14;

        @AttributeDefinition(
                name = "Banken varsler",
                description = "Om betalernes banker varsler om AvtaleGiro-trekk, så kravene må sendes måneden før")
        boolean bankTells() default true;

        @AttributeDefinition(
                name = "Dager til sending",
                description = "Så mange dager før bankens frist lages fakturaer som banken varsler om")
        int daysToSend() default 7;

        @AttributeDefinition(
                name = "Fakturalinje",
                description =
                        "Teksten for et formål, med perioden i {0}: gift=Fast gave, {0}. Ellers på medlemmets språk")
        String[] lineTexts() default {};
    }

    private record State(
            Map<String, Set<Right>> members, Map<String, Limits> limits, Map<String, String> lineTexts, Lead lead) {}

    private volatile State state;

    @Activate
    public StandingSettings(
            @Reference(target = "(feature=grend-payment-agreements)") Licence licence, Configuration configuration) {
        changed(configuration);
    }

    /** For tests. */
    StandingSettings(String members, String limits, Lead lead) {
        state = new State(rights(members), limits(limits), Map.of(), lead);
    }

    @Modified
    final void changed(Configuration configuration) {
        int days = within("invoiceDays", configuration.invoiceDays(), Lead.LEAST_DAYS, MOST_DAYS);
        int toSend = within("daysToSend", configuration.daysToSend(), 0, MOST_DAYS_TO_SEND);
        state = new State(
                rights(configuration.members()),
                limits(configuration.limits()),
                lines(configuration.lineTexts()),
                new Lead(days, configuration.bankTells(), toSend));
    }

    Lead lead() {
        return state.lead();
    }

    /** What members may do with agreements of a purpose. */
    Set<Right> rights(Purpose purpose) {
        Map<String, Set<Right>> now = state.members();
        Set<Right> rights = now.getOrDefault(purpose.key(), now.getOrDefault(ALL, Set.of()));
        return purpose == Purpose.MEMBERSHIP && rights.contains(Right.SEE) ? Set.of(Right.SEE) : rights;
    }

    Limits limits(Purpose purpose) {
        Map<String, Limits> now = state.limits();
        return now.getOrDefault(purpose.key(), now.getOrDefault(ALL, ANY));
    }

    /** The organisation's own text of an invoice's line; null when it has none. */
    String lineText(Purpose purpose) {
        return state.lineTexts().get(purpose.key());
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            LOG.warn("{} in no.grend.agreement.standing is {}; it must be {} to {}", name, value, least, most);
        }
        return Math.max(least, Math.min(most, value));
    }

    /** Whoever may do anything may see it; what cannot be read opens for nothing. */
    private static Map<String, Set<Right>> rights(String... values) {
        Map<String, Set<Right>> rights = new HashMap<>();
        lines(values).forEach((purpose, words) -> {
            Set<Right> some = EnumSet.noneOf(Right.class);
            for (String word : words.split("[,+ ]+")) {
                String name = word.strip().toUpperCase(Locale.ROOT);
                if (Arrays.stream(Right.values()).anyMatch(right -> right.name().equals(name))) {
                    some.add(Right.valueOf(name));
                } else if (!name.isEmpty()) {
                    LOG.warn("\"{}\" in no.grend.agreement.standing is none of see, change and end", word.strip());
                }
            }
            if (!some.isEmpty()) {
                some.add(Right.SEE);
            }
            rights.put(purpose, Set.copyOf(some));
        });
        return Map.copyOf(rights);
    }

    private static Map<String, Limits> limits(String... values) {
        Map<String, Limits> limits = new HashMap<>();
        lines(values).forEach((purpose, span) -> {
            if (span.matches("[0-9]{1,7}-[0-9]{1,7}")) {
                String[] ends = span.split("-");
                Ore least = Ore.kroner(Long.parseLong(ends[0]));
                limits.put(
                        purpose, new Limits(least.isZero() ? Ore.of(1) : least, Ore.kroner(Long.parseLong(ends[1]))));
            } else {
                LOG.warn("The limits \"{}\" in no.grend.agreement.standing are not used: write gift=50-20000", span);
            }
        });
        return Map.copyOf(limits);
    }

    private static Map<String, String> lines(String... values) {
        return Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(";")))
                .filter(line -> line.indexOf('=') > 0)
                .collect(Collectors.toMap(
                        line -> purpose(line.substring(0, line.indexOf('=')).strip()),
                        line -> line.substring(line.indexOf('=') + 1).strip(),
                        (first, second) -> second));
    }

    private static String purpose(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!key.equals(ALL)
                && Arrays.stream(Purpose.values()).noneMatch(one -> one.key().equals(key))) {
            LOG.warn("\"{}\" in no.grend.agreement.standing is none of membership, gift, course and *", name);
        }
        return key;
    }
}
