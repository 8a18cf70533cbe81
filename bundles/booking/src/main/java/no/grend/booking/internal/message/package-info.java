/** What people are told («meldinger»). */
package no.grend.booking.internal.message;
