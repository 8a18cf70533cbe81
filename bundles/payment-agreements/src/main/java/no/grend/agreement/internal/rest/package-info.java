/** Payments and their providers for staff, under {@code /api/admin}. */
package no.grend.agreement.internal.rest;
