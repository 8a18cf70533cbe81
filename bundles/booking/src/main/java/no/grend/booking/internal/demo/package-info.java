/** Booking in the demo organisation. */
package no.grend.booking.internal.demo;
