package no.grend.booking.internal.place;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import no.grend.booking.internal.message.Notices;
import no.grend.booking.internal.resource.Billing;
import no.grend.booking.internal.resource.ReservationNotices;
import no.grend.booking.internal.rule.RuleBook;
import no.grend.booking.internal.seat.Offerings;
import no.grend.booking.internal.timetable.OccurrenceDesk;
import no.grend.booking.internal.timetable.SeriesPlanner;
import no.grend.kernel.Rounds;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes the rounds of booking: what is due at once when somebody rings, who may come no more every half minute, the far end of the
 * timetable every hour.
 */
@Component(
        service = {},
        immediate = true)
public final class BookingRounds {

    private static final Logger LOG = LoggerFactory.getLogger(BookingRounds.class);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration GATHERING = Duration.ofMillis(250);
    private static final Duration SIFTING = Duration.ofSeconds(30);
    private static final Duration REACHING = Duration.ofHours(1);

    private final Clock clock;
    private final SeriesPlanner planner;
    private final Offerings offerings;
    private final Following following;
    private final Notices notices;
    private final Rounds events;
    private final Rounds confirming;
    private final Rounds work;
    private final Rounds money;

    private Instant siftAt = Instant.MIN;
    private Instant reachAt = Instant.MIN;

    @Activate
    public BookingRounds(
            @Reference Clock clock,
            @Reference RuleBook rules,
            @Reference SeriesPlanner planner,
            @Reference OccurrenceDesk desk,
            @Reference Offerings offerings,
            @Reference Following following,
            @Reference Notices notices,
            @Reference Billing billing,
            @Reference ReservationNotices confirmations,
            @Reference SeatEar ear) {
        this.clock = clock;
        this.planner = planner;
        this.offerings = offerings;
        this.following = following;
        this.notices = notices;
        this.money = new Rounds("grend-booking-money", billing::round, BookingRounds::tell)
                .begin(FIRST, PAUSE)
                .hear(billing.owed());
        this.confirming = new Rounds("grend-booking-confirming", confirmations::round, BookingRounds::tell)
                .begin(FIRST, PAUSE)
                .hear(confirmations.due());
        this.events = new Rounds("grend-booking-events", following::follow, BookingRounds::tell)
                .resting(GATHERING)
                .begin(FIRST, PAUSE)
                .hear(ear.bell());
        this.work = new Rounds("grend-booking", this::round, BookingRounds::tell)
                .begin(FIRST, PAUSE)
                .hear(desk.noticed())
                .hear(rules.changed())
                .hear(notices.said());
    }

    private void round() {
        offerings.offerDue();
        notices.tellUntold();
        following.settleDue();
        Instant now = clock.instant();
        if (!now.isBefore(siftAt)) {
            following.sift();
            notices.remind();
            siftAt = now.plus(SIFTING);
        }
        if (!now.isBefore(reachAt)) {
            planner.reachAhead();
            reachAt = now.plus(REACHING);
        }
    }

    @Deactivate
    void stop() {
        work.end();
        money.end();
        confirming.end();
        events.end();
    }

    private static void tell(Throwable trouble) {
        LOG.warn("The round of booking could not be finished; trying again within 10 seconds", trouble);
    }
}
