/** Booking on Min Side. */
package no.grend.booking.internal.minside;
