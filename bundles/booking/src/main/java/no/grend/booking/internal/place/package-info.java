/** Places («plasser») that people have: booked, waited for, given back. */
package no.grend.booking.internal.place;
