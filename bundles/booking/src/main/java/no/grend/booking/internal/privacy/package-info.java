/** What booking holds about people («personopplysninger»). */
package no.grend.booking.internal.privacy;
