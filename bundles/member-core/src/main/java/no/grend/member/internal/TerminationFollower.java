package no.grend.member.internal;

import java.time.Duration;
import java.time.LocalDate;
import no.grend.kernel.Oslo;
import no.grend.kernel.Rounds;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Ledger;
import no.grend.member.internal.TerminationMoney.Settled;
import no.grend.member.internal.store.TerminationTable;
import no.grend.member.internal.store.TerminationTable.Termination;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what a notice brings with it: its receipt, and the invoices of the time after. At once, when the last day is over
 * once more, for what a run issued while notice was given, and each day as long as something is refused. What is away
 * meanwhile, as the ledger, is waited for.
 */
@Component(
        service = {},
        immediate = true)
public final class TerminationFollower {

    private static final Logger LOG = LoggerFactory.getLogger(TerminationFollower.class);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final MemberCore core;
    private final MembershipBilling billing;
    private final Organisation organisation;
    private final Rounds rounds;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Ledger ledger;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile CreditNotes notes;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Messages messages;

    @Activate
    public TerminationFollower(
            @Reference MemberCore core, @Reference MembershipBilling billing, @Reference Organisation organisation) {
        this.core = core;
        this.billing = billing;
        this.organisation = organisation;
        this.rounds = new Rounds("grend-member-terminations", this::round, TerminationFollower::tell)
                .begin(FIRST, PAUSE)
                .hear(core.terminations().bell());
    }

    @Deactivate
    void stop() {
        rounds.end();
    }

    private void round() {
        Messages post = messages;
        TerminationMoney money = new TerminationMoney(core, billing, ledger, notes);
        TerminationMail mail = post == null
                ? null
                : new TerminationMail(core, post, organisation.profile().officialName());
        follow(core, money, mail);
    }

    /** One that cannot be looked after does not keep the others from it. @param mail null while nobody carries messages */
    static void follow(MemberCore core, TerminationMoney money, TerminationMail mail) {
        for (Termination termination : core.terminations().due()) {
            try {
                follow(core, money, mail, termination);
            } catch (RuntimeException trouble) {
                tell(trouble);
            }
        }
    }

    private static void follow(MemberCore core, TerminationMoney money, TerminationMail mail, Termination termination) {
        if (termination.isNews() && mail != null) {
            mail.tell(termination);
        }
        Settled settled = money.settle(termination);
        if (settled != Settled.NOTHING && !(termination.isNews() && mail == null)) {
            LocalDate next = next(termination, settled, Oslo.today(core.clock()));
            core.db().useTransaction(tx -> TerminationTable.followed(tx, termination, next));
        }
    }

    /** The day after the last one, or tomorrow when something is left; null when all is done. */
    private static LocalDate next(Termination termination, Settled settled, LocalDate today) {
        if (settled == Settled.SOME) {
            return today.plusDays(1);
        }
        boolean runs = termination.stands() && !termination.lastDay().isBefore(today);
        return runs ? termination.lastDay().plusDays(1) : null;
    }

    private static void tell(Throwable trouble) {
        LOG.warn("Could not look after a stopped membership; trying again within a minute", trouble);
    }
}
