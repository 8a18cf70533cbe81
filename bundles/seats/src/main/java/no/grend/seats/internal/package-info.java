/** Seats as a service: groups of calls, one transaction each. */
package no.grend.seats.internal;
