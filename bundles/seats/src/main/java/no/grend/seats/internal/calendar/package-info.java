/** Appointments as files. */
package no.grend.seats.internal.calendar;
