/** Booking for staff, over HTTP. */
package no.grend.booking.internal.rest;
