package no.grend.courses.internal;

import java.time.Clock;
import no.grend.audit.Audit;
import no.grend.identity.AddressCodes;
import no.grend.identity.Turns;
import no.grend.kernel.Ids;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Guardians;
import no.grend.member.Joining;
import no.grend.member.Members;
import no.grend.member.Standings;
import no.grend.organisation.Organisation;
import no.grend.schema.Database;
import no.grend.seats.Seats;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The heart of the house: resources, panels, commands and rounds hang on this component, and this one hangs on the licence. Safe
 * between threads.
 */
@Component(service = Courses.class, configurationPid = "no.grend.courses")
@Designate(ocd = Courses.Settings.class)
public final class Courses {

    /** Settings of courses («kurs»). */
    @ObjectClassDefinition(name = "Kurs", description = "Innstillinger for kurs")
    public @interface Settings {

        /** Minutes that a seat is held while it is paid. */
        @AttributeDefinition(
                name = "Minutter plassen holdes",
                description = "Så lenge holdes plassen mens den betales",
                min = "5",
                max = "1440")
        int holdMinutes() default 30;

        /** Minutes that an offer from the waiting list stands. */
        @AttributeDefinition(
                name = "Minutter et tilbud gjelder",
                description = "Så lenge har den som får plass fra ventelisten på seg til å betale",
                min = "10",
                max = "20160")
        int offerMinutes() default 1440;

        /** Days from booking by invoice to its due date. */
        @AttributeDefinition(
                name = "Dager til forfall",
                description = "Forfall for den som velger faktura",
                min = "0",
                max = "365")
        int invoiceDays() default 14;

        /** Seats that a member may hold unpaid at a time. */
        @AttributeDefinition(
                name = "Ubetalte plasser",
                description = "Så mange ubetalte plasser kan ett medlem holde om gangen",
                min = "1",
                max = "100")
        int mostHeld() default 5;
    }

    private final Means means;
    private final CourseBook book;
    private final Registering registering;
    private final Registrations registrations;
    private final Cancelling cancelling;
    private final Strangers strangers;
    private final Participants participants;
    private final Returning returning;
    private final Following following;

    @Activate
    public Courses(
            @Reference(target = "(feature=grend-courses)") Licence licence,
            @Reference(target = "(module=courses)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Seats seats,
            @Reference Ledger ledger,
            @Reference CreditNotes notes,
            @Reference Members members,
            @Reference Joining joining,
            @Reference Standings standings,
            @Reference Guardians guardians,
            @Reference AddressCodes codes,
            @Reference Turns turns,
            @Reference Organisation organisation,
            @Reference Doors doors,
            @Reference Mail mail,
            @Reference CourseMeters meters,
            Settings settings) {
        this(
                new Means(
                        db,
                        clock,
                        new Ids(clock),
                        audit,
                        seats,
                        new Means.Money(ledger, notes),
                        new Means.Register(members, joining, standings, guardians, codes, turns),
                        doors,
                        mail,
                        meters,
                        new Means.Limits(
                                settings.holdMinutes(),
                                settings.offerMinutes(),
                                settings.invoiceDays(),
                                settings.mostHeld())),
                organisation);
    }

    /** As the component, with everything in hand. */
    Courses(Means means, Organisation organisation) {
        this.means = means;
        Admitting admitting = new Admitting(means);
        Invoicing invoicing = new Invoicing(means);
        Leaving leaving = new Leaving(means, admitting);
        Telling telling = new Telling(means);
        this.book = new CourseBook(means, admitting);
        this.registrations = new Registrations(means);
        Looking looking = new Looking(means, invoicing, leaving);
        this.registering = new Registering(means, admitting, invoicing, leaving, looking);
        this.returning = new Returning(means);
        this.cancelling = new Cancelling(means, leaving);
        this.strangers = new Strangers(means, registering);
        this.participants = new Participants(means, book, organisation);
        this.following = new Following(
                means, new Following.Parts(book, registering, looking, leaving, returning, telling), admitting);
    }

    public CourseBook book() {
        return book;
    }

    public Registering registering() {
        return registering;
    }

    public Registrations registrations() {
        return registrations;
    }

    public Cancelling cancelling() {
        return cancelling;
    }

    public Strangers strangers() {
        return strangers;
    }

    public Participants participants() {
        return participants;
    }

    public Returning returning() {
        return returning;
    }

    public Following following() {
        return following;
    }

    public Doors doors() {
        return means.doors();
    }

    Means means() {
        return means;
    }
}
