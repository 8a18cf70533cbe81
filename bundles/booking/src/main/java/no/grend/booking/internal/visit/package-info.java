/** Visits («besøk»): who was here. */
package no.grend.booking.internal.visit;
