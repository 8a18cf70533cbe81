/** Personal data for staff. */
package no.grend.privacy.internal.rest;
