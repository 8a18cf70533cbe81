/** Resources («ressurser»): what one thing at a time can take up. */
package no.grend.booking.internal.resource;
