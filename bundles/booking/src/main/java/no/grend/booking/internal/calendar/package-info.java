/** Bookings in people's own calendars («kalender»): RFC 5545. */
package no.grend.booking.internal.calendar;
