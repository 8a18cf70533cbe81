/** Booking in numbers. */
package no.grend.booking.internal.meter;
