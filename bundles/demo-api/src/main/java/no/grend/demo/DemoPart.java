package no.grend.demo;

import java.time.LocalDate;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module's part of the demo organisation («demodata»), a service of the module's own house. The demo asks for it once, when its
 * people are there and the module is; where there is no demo nobody asks.
 */
@ConsumerType
public interface DemoPart {

    /** What it is called among those that are made: the module's name, at most 30 characters. */
    String name();

    /**
     * Makes it, through the same doors as any other organisation's data, and with invented people only. On a thread of the demo's.
     * Whatever it throws is logged and it is asked again soon, so it must stand being done again when it was cut off half-way.
     */
    void make(Club club);

    /**
     * The demo organisation.
     *
     * @param today the day it is made
     * @param people ids of grown-up members, always in the same order; the first is whom the welcome text suggests to sign in as
     */
    record Club(LocalDate today, List<String> people) {

        public Club {
            people = List.copyOf(people);
        }
    }
}
