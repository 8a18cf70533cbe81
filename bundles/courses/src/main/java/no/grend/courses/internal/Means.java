package no.grend.courses.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.AddressCodes;
import no.grend.identity.Role;
import no.grend.identity.Turns;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.ledger.CreditNotes;
import no.grend.ledger.Ledger;
import no.grend.member.Guardians;
import no.grend.member.Joining;
import no.grend.member.Members;
import no.grend.member.Standings;
import no.grend.schema.Database;
import no.grend.seats.Seats;

/** What the rules of courses work with. Immutable. */
record Means(
        Database db,
        Clock clock,
        Ids ids,
        Audit audit,
        Seats seats,
        Money money,
        Register register,
        Doors doors,
        Mail mail,
        CourseMeters meters,
        Limits limits) {

    /** Who does what the organisation has opened for: nobody's own rights are needed for that. */
    static final Actor ACTOR = new Actor("courses", "Kurs", Set.of(Role.TREASURER), null);

    /** Name of the module, as the seats know it. */
    static final String OWNER = "courses";

    /** Where money is kept. */
    record Money(Ledger ledger, CreditNotes notes) {}

    /** Who people are. */
    record Register(
            Members members,
            Joining joining,
            Standings standings,
            Guardians guardians,
            AddressCodes codes,
            Turns turns) {}

    /**
     * What the settings say.
     *
     * @param holdMinutes that a seat is held while it is paid
     * @param offerMinutes that an offer from the list stands
     * @param invoiceDays from booking by invoice to its due date
     * @param mostHeld seats that a member may hold unpaid at a time
     */
    record Limits(int holdMinutes, int offerMinutes, int invoiceDays, int mostHeld) {}

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return Oslo.today(clock);
    }
}
