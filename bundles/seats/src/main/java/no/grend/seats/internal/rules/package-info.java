/** The rules of seats and waiting lists, without a database and without a clock of their own. */
package no.grend.seats.internal.rules;
