package no.grend.agreement.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import no.grend.agreement.PaymentProviders.Route;
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

/** Which provider takes what («ruter»). Changes take effect at once. Safe between threads. */
@Component(service = Settings.class, configurationPid = "no.grend.agreement")
@Designate(ocd = Settings.Configuration.class)
public final class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int LINK_DAYS = 60;
    private static final int CHARGE_AHEAD = 3;
    private static final int CHARGE_CATCH_UP = 7;

    /** What an organisation decides. */
    @ObjectClassDefinition(name = "Betaling", description = "Hvilken betalingsleverandør som tar hva")
    public @interface Configuration {

        @AttributeDefinition(
                name = "Ruter",
                description =
                        "Ett formål per verdi, eller skilt med semikolon: membership=vipps,card betyr vipps, og card"
                                + " når vipps ikke kan. *= gjelder resten. Uten rute tas den med høyest rangering")
        String[] routes() default {};

        @AttributeDefinition(
                name = "Offentlig adresse",
                description = "Der de som betaler kommer tilbake, https://min.klubb.no; tom: GREND_PUBLIC_URL")
        String publicUrl() default "";

        @AttributeDefinition(
                name = "Betalingslenkers levetid",
                description = "Så mange dager virker en lenke i e-post eller SMS")
        int linkDays() default LINK_DAYS;

        @AttributeDefinition(
                name = "Trekk meldes før forfall",
                description =
                        "Så mange dager før forfall meldes et trekk etter samtykke til leverandøren; minst så mange"
                                + " som leverandøren krever")
        int chargeAheadDays() default CHARGE_AHEAD;

        @AttributeDefinition(
                name = "Trekk tas igjen",
                description = "Så mange dager etter forfall trekkes det likevel, når Grend har stått")
        int chargeCatchUpDays() default CHARGE_CATCH_UP;

        @AttributeDefinition(
                name = "Nye forsøk på trekk",
                description =
                        "Så mange dager etter forfall prøves et mislykket trekk igjen, stigende. En leverandør som"
                                + " prøver igjen selv, gjør det til den siste av dagene")
        int[] chargeRetryDays() default {2, 5};

        @AttributeDefinition(
                name = "Samtykker medlemmer kan gi selv",
                description = "Formål og høyeste beløp i kroner om året: membership=1500. Tom: bare når de blir spurt")
        String[] memberConsents() default {};

        @AttributeDefinition(
                name = "Refusjon med ett par øyne",
                description =
                        "Til og med så mange kroner gis tilbake uten at en annen godkjenner, i alt av en betaling og i alt"
                                + " av den som ber om det samme dag; 0: aldri")
        int refundAloneKroner() default 0;
    }

    private volatile Map<String, List<String>> routes;
    private volatile PublicAddress address;
    private volatile int linkDays = LINK_DAYS;
    private volatile ChargeRules charging = new ChargeRules(CHARGE_AHEAD, CHARGE_CATCH_UP, List.of(2, 5));
    private volatile Map<String, Ore> memberConsents = Map.of();
    private volatile Ore refundAlone = Ore.ZERO;

    @Activate
    public Settings(
            @Reference(target = "(feature=grend-payment-agreements)") Licence licence, Configuration configuration) {
        changed(configuration);
    }

    /** For tests. */
    Settings(String... routes) {
        this.routes = read(routes);
        this.address = new PublicAddress("http://127.0.0.1:8181", false);
    }

    /** For tests. */
    Settings withAddress(PublicAddress other) {
        address = other;
        return this;
    }

    @Modified
    final void changed(Configuration configuration) {
        address = PublicAddress.of(configuration.publicUrl(), System.getenv());
        routes = read(configuration.routes());
        linkDays = configuration.linkDays();
        charging = ChargeRules.of(
                configuration.chargeAheadDays(), configuration.chargeCatchUpDays(), configuration.chargeRetryDays());
        memberConsents = consents(configuration.memberConsents());
        refundAlone = Ore.kroner(Math.max(0, configuration.refundAloneKroner()));
    }

    /** When invoices are charged by consents. */
    ChargeRules charging() {
        return charging;
    }

    /** For tests. */
    Settings withCharging(ChargeRules rules) {
        charging = rules;
        return this;
    }

    /** For tests. */
    Settings withMemberConsents(String... values) {
        memberConsents = consents(values);
        return this;
    }

    /** What one person may give back alone, of a payment and on a day; nothing when two are always needed. */
    Ore refundAlone() {
        return refundAlone;
    }

    /** For tests. */
    Settings withRefundAlone(Ore most) {
        refundAlone = most;
        return this;
    }

    /** The purposes that members may give a consent for by themselves, each with the most a year that is asked for. */
    public Map<String, Ore> memberConsents() {
        return memberConsents;
    }

    /** For how many days a link to pay by works. */
    public int linkDays() {
        return linkDays;
    }

    /** Where payers find Grend. */
    public PublicAddress address() {
        return address;
    }

    /** The providers for a purpose, the first choice first; empty when nothing is said. */
    List<String> route(String purpose) {
        Map<String, List<String>> now = routes;
        List<String> own = purpose == null ? null : now.get(purpose);
        return own != null ? own : now.getOrDefault("*", List.of());
    }

    /** Where a provider stands on the routes, by purpose. */
    List<Route> routesOf(String provider) {
        List<Route> places = new ArrayList<>();
        new TreeMap<>(routes).forEach((purpose, ids) -> {
            if (ids.contains(provider)) {
                places.add(new Route(purpose, ids.indexOf(provider) + 1));
            }
        });
        return places;
    }

    /** Every provider that a route names. */
    Set<String> named() {
        Set<String> named = new TreeSet<>();
        routes.values().forEach(named::addAll);
        return named;
    }

    private static Map<String, List<String>> read(String... values) {
        Map<String, List<String>> routes = new HashMap<>();
        for (String value : values) {
            for (String route : value.split(";")) {
                int sign = route.indexOf('=');
                if (sign > 0) {
                    routes.put(route.substring(0, sign).strip(), ids(route.substring(sign + 1)));
                } else if (!route.isBlank()) {
                    LOG.warn(
                            "The route \"{}\" in no.grend.agreement is not used: write purpose=provider,provider",
                            route.strip());
                }
            }
        }
        return Map.copyOf(routes);
    }

    private static Map<String, Ore> consents(String... values) {
        Map<String, Ore> consents = new TreeMap<>();
        for (String value : values) {
            for (String each : value.split(";")) {
                int sign = each.indexOf('=');
                String purpose = sign > 0 ? each.substring(0, sign).strip() : "";
                String kroner = each.substring(sign + 1).strip();
                if (Choosing.isPurpose(purpose) && kroner.matches("[1-9][0-9]{0,5}")) {
                    consents.put(purpose, Ore.kroner(Long.parseLong(kroner)));
                } else if (!each.isBlank()) {
                    LOG.warn(
                            "The consent \"{}\" in no.grend.agreement is not used: write purpose=kroner", each.strip());
                }
            }
        }
        return Collections.unmodifiableMap(consents);
    }

    private static List<String> ids(String text) {
        List<String> ids = new ArrayList<>(Arrays.asList(text.split(",")));
        ids.replaceAll(String::strip);
        ids.removeIf(String::isEmpty);
        return List.copyOf(ids);
    }
}
