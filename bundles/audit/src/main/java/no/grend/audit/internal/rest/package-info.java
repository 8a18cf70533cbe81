/** The audit log for staff. */
package no.grend.audit.internal.rest;
