/** The profile for staff. */
package no.grend.organisation.internal.rest;
