package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.kernel.BankCalendar;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.Collector.Notice;
import no.grend.ledger.spi.Collector.Window;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Until when claims and cancellations can be received by the bank network («innsendingsfrister», S4-21, S4-22, S4-38).
 *
 * <p>Received at 14:00:00 Oslo time is in time; a moment later is late. Safe between threads.
 */
@Component(service = Deadlines.class, configurationPid = "no.grend.avtalegiro.deadlines")
@Designate(ocd = Deadlines.Configuration.class)
public final class Deadlines {

    /** The days that differ between years and readings of the rules. */
    @ObjectClassDefinition(name = "AvtaleGiro: frister", description = "Frister for betalingskrav og sletteanmodninger")
    public @interface Configuration {

        @AttributeDefinition(
                name = "Egenvarsling",
                description = "Regel per gyldig-fra-dato (forfallsdato): dato, dager, calendar eller banking")
        String[] selfNotice() default {"2000-01-01 9 calendar"};

        @AttributeDefinition(
                name = "Flere stengte dager",
                description = "Måned-dag som bankene holder stengt ut over helligdagene")
        String[] alsoClosed() default {"12-24"};

        @AttributeDefinition(name = "Klokkeslett", description = "Siste tidspunkt på fristdagen, norsk tid")
        String cutOff() default "14:00";
    }

    /** Further ahead than any deadline reaches; the bank takes no due date beyond it either (bank-files 4.2). */
    private static final int MONTHS_AHEAD = 12;

    /** A due date in the first half of the month belongs to the period that began the 15th of the month before. */
    private static final int PERIOD_BEGINS = 15;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy 'at' HH:mm", Locale.ENGLISH);

    private final Clock clock;
    private volatile Rules rules;

    @Activate
    public Deadlines(
            @Reference Clock clock,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence,
            Configuration configuration) {
        this(clock, rules(configuration));
    }

    Deadlines(Clock clock, Rules rules) {
        this.clock = clock;
        this.rules = rules;
    }

    @Modified
    void changed(Configuration configuration) {
        rules = rules(configuration);
    }

    /** The rules in force. */
    record Rules(BankCalendar calendar, List<SelfNoticeRule> selfNotice, LocalTime cutOff) {

        static final Rules STANDARD =
                new Rules(BankCalendar.NORWEGIAN, List.of(SelfNoticeRule.STANDARD), LocalTime.of(14, 0));

        Rules {
            selfNotice = List.copyOf(selfNotice);
        }
    }

    private static Rules rules(Configuration configuration) {
        Set<MonthDay> closed = Arrays.stream(configuration.alsoClosed())
                .map(day -> MonthDay.parse("--" + day.trim()))
                .collect(Collectors.toSet());
        List<SelfNoticeRule> selfNotice = Arrays.stream(configuration.selfNotice())
                .map(SelfNoticeRule::parse)
                .toList();
        return new Rules(new BankCalendar(closed), selfNotice, LocalTime.parse(configuration.cutOff()));
    }

    /** The last moment for a claim with this due date. */
    public ZonedDateTime claim(LocalDate dueDate, Notice notice) {
        return switch (notice) {
            case BANK -> bankNotified(dueDate);
            case SELF -> selfNotified(dueDate);
        };
    }

    /**
     * The last banking day of month M for due dates from the 15th of M+1 to the 14th of M+2. Counted in whole months,
     * since a month before 31 March is no date.
     */
    private ZonedDateTime bankNotified(LocalDate dueDate) {
        int monthsBack = dueDate.getDayOfMonth() >= PERIOD_BEGINS ? 1 : 2;
        YearMonth month = YearMonth.from(dueDate).minusMonths(monthsBack);
        return at(rules.calendar().lastOf(month));
    }

    private ZonedDateTime selfNotified(LocalDate dueDate) {
        Rules now = rules;
        return at(SelfNoticeRule.on(now.selfNotice(), dueDate).lastDay(dueDate, now.calendar()));
    }

    /** The last moment for stopping a claim: the last banking day before the due date (S4-38). */
    public ZonedDateTime cancellation(LocalDate dueDate) {
        return at(rules.calendar().before(dueDate));
    }

    private ZonedDateTime at(LocalDate day) {
        return day.atTime(rules.cutOff()).atZone(Oslo.ZONE);
    }

    /** Whether the moment has not passed yet. */
    public boolean inTime(ZonedDateTime deadline) {
        return !clock.instant().isAfter(deadline.toInstant());
    }

    /** The first due date that a claim received now can have (S4-25). */
    public LocalDate firstPossibleDueDate(Notice notice) {
        LocalDate day = Oslo.today(clock);
        while (!inTime(claim(day, notice))) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** For each way to tell the payers, whether it is still possible for a due date and until when (S4-24, S4-25). */
    public List<Window> windows(LocalDate dueDate) {
        return Arrays.stream(Notice.values())
                .map(notice -> window(dueDate, notice))
                .toList();
    }

    private Window window(LocalDate dueDate, Notice notice) {
        ZonedDateTime until = claim(dueDate, notice);
        Optional<Problem> refusal = refusal(dueDate, notice, until);
        String explanation = refusal.map(Problem::getMessage)
                .orElseGet(() -> "Possible: " + words(notice) + " claims due " + DAY.format(dueDate)
                        + " must be with the bank network by " + MOMENT.format(until) + " (Oslo time).");
        return new Window(notice, refusal.isEmpty(), until, firstPossibleDueDate(notice), explanation);
    }

    /** Refuses with 409 when it is too late, and with 422 when the bank does not look that far ahead. */
    public void requireInTime(LocalDate dueDate, Notice notice) {
        refusal(dueDate, notice, claim(dueDate, notice)).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private Optional<Problem> refusal(LocalDate dueDate, Notice notice, ZonedDateTime deadline) {
        if (!inTime(deadline)) {
            return Optional.of(Problem.conflict("DEADLINE_PASSED", tooLate(dueDate, notice, deadline)));
        }
        if (dueDate.isAfter(Oslo.today(clock).plusMonths(MONTHS_AHEAD))) {
            return Optional.of(Problem.rule(
                    "/dueDate",
                    "DUE_DATE_TOO_FAR_AHEAD",
                    "The bank takes claims at most 12 months ahead, and " + DAY.format(dueDate)
                            + " is further. Send them later."));
        }
        return Optional.empty();
    }

    private String tooLate(LocalDate dueDate, Notice notice, ZonedDateTime deadline) {
        Notice other = notice == Notice.BANK ? Notice.SELF : Notice.BANK;
        String remedy = inTime(claim(dueDate, other))
                ? " For " + words(other) + " claims with the same due date there is time until "
                        + MOMENT.format(claim(dueDate, other)) + "."
                : "";
        return "Too late: " + words(notice) + " claims due " + DAY.format(dueDate)
                + " had to be with the bank network by " + MOMENT.format(deadline) + " (Oslo time)."
                + " The first possible due date is now " + firstPossibleDueDate(notice) + " (" + words(notice) + ") or "
                + firstPossibleDueDate(other) + " (" + words(other) + ")." + remedy;
    }

    /** Whether a claim with this due date can still be stopped. */
    boolean isStoppable(LocalDate dueDate) {
        return inTime(cancellation(dueDate));
    }

    /** Refuses with 409 when a claim can no longer be stopped. @param what {@code File DIRREM0000001} */
    void requireStoppable(String what, LocalDate dueDate) {
        if (!isStoppable(dueDate)) {
            throw Problem.conflict("DEADLINE_PASSED", notStoppable(what, dueDate));
        }
    }

    String notStoppable(String what, LocalDate dueDate) {
        return what + " can no longer be stopped: for claims due " + dueDate
                + " the cancellation had to be with the bank network by " + MOMENT.format(cancellation(dueDate))
                + " (Oslo time). The payer can still stop it in the bank; what is debited must be paid back.";
    }

    /** A deadline as people read it, {@code Thursday 31 December 2026 at 14:00 (Oslo time)}. */
    static String words(ZonedDateTime deadline) {
        return MOMENT.format(deadline) + " (Oslo time)";
    }

    static String words(Notice notice) {
        return notice == Notice.BANK ? "bank-notified" : "self-notified";
    }
}
