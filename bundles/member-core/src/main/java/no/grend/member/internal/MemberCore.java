package no.grend.member.internal;

import java.time.Clock;
import no.grend.audit.Audit;
import no.grend.licence.Licence;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The heart of the house: everything else in it, resources, panels, handlers, hangs on this component, and this one hangs
 * on the licence. Safe between threads.
 */
@Component(service = MemberCore.class, configurationPid = "no.grend.member")
@Designate(ocd = MemberCore.Settings.class)
public final class MemberCore {

    /** Settings of the register («medlemsregister»). */
    @ObjectClassDefinition(name = "Medlemsregister", description = "Innstillinger for medlemsregisteret")
    public @interface Settings {

        /** Days that a period may be unpaid before the membership lapses. */
        @AttributeDefinition(
                name = "Betalingsfrist i dager",
                description = "Så mange dager kan en periode stå ubetalt før medlemskapet regnes som ubetalt",
                min = "0",
                max = "3650")
        int graceDays() default 60;

        /** Days from a billing date to the due date of what is invoiced on it. */
        @AttributeDefinition(
                name = "Dager til forfall",
                description = "Så mange dager etter faktureringsdagen forfaller fakturaer til nye medlemmer",
                min = "0",
                max = "365")
        int paymentDays() default 14;

        /** Whether members may freeze their membership on Min Side (S1-06). */
        @AttributeDefinition(
                name = "Medlemmer kan fryse",
                description = "Om medlemmer selv kan fryse medlemskapet på Min Side; ansatte kan alltid")
        boolean freezeByMembers() default false;

        /** The fewest days that a member may freeze for. */
        @AttributeDefinition(name = "Korteste frys i dager", description = "Gjelder medlemmer", min = "1", max = "366")
        int freezeShortestDays() default 14;

        /** The most days that a member may freeze for at a time. */
        @AttributeDefinition(name = "Lengste frys i dager", description = "Gjelder medlemmer", min = "1", max = "366")
        int freezeLongestDays() default 90;

        /** The most days that a member may freeze for in a calendar year. */
        @AttributeDefinition(
                name = "Frys i dager per kalenderår",
                description = "Så mange dager kan et medlem fryse i et kalenderår",
                min = "1",
                max = "366")
        int freezeDaysAYear() default 90;

        /** Whether members may stop their membership on Min Side (S1-06). */
        @AttributeDefinition(
                name = "Medlemmer kan si opp",
                description = "Om medlemmer selv kan si opp medlemskapet på Min Side; ansatte kan alltid")
        boolean stopByMembers() default false;
    }

    private final Database db;
    private final Audit audit;
    private final Clock clock;
    private final NumberVault vault;
    private final ContactRegister contacts;
    private final Registrations registrations;
    private final Categories categories;
    private final Memberships memberships;
    private final WorkItems workItems;
    private final NumberClaims numberClaims;
    private final Households households;
    private final Payers payers;
    private final Wards wards;
    private final Freezes freezes;
    private final Terminations terminations;
    private final StoppingRules stoppingRules;
    private final int paymentDays;

    /** @param vault there only with the keys that the database was written with: see {@link VaultDoor} */
    @Activate
    public MemberCore(
            @Reference(target = "(module=member)") Database db,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference(target = "(feature=grend-member-core)") Licence licence,
            @Reference NumberVault vault,
            @Reference Organisation organisation,
            Settings settings) {
        this(
                new Means(db, audit, clock, vault, organisation),
                new Days(settings.graceDays(), settings.paymentDays()),
                new Freezes.Rules(
                        settings.freezeByMembers(),
                        settings.freezeShortestDays(),
                        settings.freezeLongestDays(),
                        settings.freezeDaysAYear()),
                settings.stopByMembers());
    }

    /** What the register works with. */
    public record Means(Database db, Audit audit, Clock clock, NumberVault vault, Organisation organisation) {}

    /**
     * How many days are given.
     *
     * @param grace that a period may be unpaid before the membership lapses
     * @param payment from a billing date to the due date
     */
    public record Days(int grace, int payment) {}

    /** As the component, with everything in hand; few arguments, since SCR tells constructors apart by their number. */
    public MemberCore(Means means, Days days) {
        this(means, days, Freezes.Rules.STAFF_ONLY);
    }

    /** The same with other rules for freezing. */
    public MemberCore(Means means, Days days, Freezes.Rules freezing) {
        this(means, days, freezing, false);
    }

    /** The same. @param stopByMembers whether members may stop by themselves */
    public MemberCore(Means means, Days days, Freezes.Rules freezing, boolean stopByMembers) {
        this.db = means.db();
        this.audit = means.audit();
        this.clock = means.clock();
        this.vault = means.vault();
        this.contacts = new ContactRegister(db, audit, clock, vault);
        this.registrations = new Registrations(this, vault);
        this.categories = new Categories(db, audit, clock);
        this.memberships = new Memberships(means, days.grace());
        this.freezes = new Freezes(means, memberships, freezing);
        this.terminations = new Terminations(means, stopByMembers);
        this.stoppingRules = new StoppingRules(means);
        this.households = new Households(db, audit, clock);
        this.payers = new Payers(db, audit, clock);
        this.wards = new Wards(db, audit, clock);
        this.paymentDays = days.payment();
        this.workItems = new WorkItems(db, audit, clock);
        this.numberClaims = new NumberClaims(db, clock, vault, contacts, workItems);
    }

    public Database db() {
        return db;
    }

    public Audit audit() {
        return audit;
    }

    public Clock clock() {
        return clock;
    }

    public NumberVault vault() {
        return vault;
    }

    public ContactRegister contacts() {
        return contacts;
    }

    public Registrations registrations() {
        return registrations;
    }

    public Categories categories() {
        return categories;
    }

    public Memberships memberships() {
        return memberships;
    }

    public Households households() {
        return households;
    }

    public Payers payers() {
        return payers;
    }

    public Freezes freezes() {
        return freezes;
    }

    public Terminations terminations() {
        return terminations;
    }

    public StoppingRules stoppingRules() {
        return stoppingRules;
    }

    public Wards wards() {
        return wards;
    }

    /** Days from a billing date to the due date of what is invoiced on it. */
    public int paymentDays() {
        return paymentDays;
    }

    public NumberClaims numberClaims() {
        return numberClaims;
    }

    public WorkItems workItems() {
        return workItems;
    }
}
