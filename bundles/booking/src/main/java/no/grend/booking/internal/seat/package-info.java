/** What the seats ask and are told. */
package no.grend.booking.internal.seat;
