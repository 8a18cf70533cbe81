package no.grend.ledger.internal;

import no.grend.ledger.internal.store.Cover;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the organisation decides about fees, interest and credit notes. A change counts at once. Safe between threads. */
@Component(service = LedgerSettings.class, configurationPid = "no.grend.ledger")
@Designate(ocd = LedgerSettings.Configuration.class)
public final class LedgerSettings {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerSettings.class);

    /** Settings of the ledger («reskontro»). */
    @ObjectClassDefinition(name = "Reskontro", description = "Gebyr, renter og kreditnotaer")
    public @interface Configuration {

        /** In which order what is paid covers what is asked for on an invoice. */
        @AttributeDefinition(
                name = "Dekningsrekkefølge",
                description = "Hva en innbetaling dekker først: PRINCIPAL (hovedstol), FEE (gebyr), INTEREST (renter)")
        String coverOrder() default "PRINCIPAL, FEE, INTEREST";

        /** Whether a credit note or a waiver may take back what is paid; the money becomes the member's credit then. */
        @AttributeDefinition(
                name = "Krediter betalte fakturaer",
                description = "Om det som alt er betalt kan krediteres eller ettergis, og da blir medlemmets til gode")
        boolean creditPaid() default false;
    }

    private volatile Cover cover;
    private volatile boolean creditPaid;

    @Activate
    public LedgerSettings(Configuration configuration) {
        configure(configuration);
    }

    LedgerSettings(Cover cover, boolean creditPaid) {
        this.cover = cover;
        this.creditPaid = creditPaid;
    }

    @Modified
    void configure(Configuration configuration) {
        cover = cover(configuration.coverOrder());
        creditPaid = configuration.creditPaid();
    }

    /** In which order what is paid covers what is asked for. */
    Cover cover() {
        return cover;
    }

    /** Whether what is paid may be credited or waived (S2-15 says no). */
    boolean creditPaid() {
        return creditPaid;
    }

    /** The ledger goes on with the usual order rather than not at all. */
    private static Cover cover(String names) {
        try {
            return Cover.parse(names);
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "coverOrder in no.grend.ledger must name PRINCIPAL, FEE and INTEREST once each, with commas between;"
                            + " until it does, payments cover them in that order",
                    e);
            return Cover.USUAL;
        }
    }
}
