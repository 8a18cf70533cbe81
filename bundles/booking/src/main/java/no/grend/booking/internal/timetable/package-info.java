/** The timetable («timeplan»): what is held when, by which rules. */
package no.grend.booking.internal.timetable;
