/** What counts for whom («regler»). */
package no.grend.booking.internal.rule;
