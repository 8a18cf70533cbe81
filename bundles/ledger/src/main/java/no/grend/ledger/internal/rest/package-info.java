/** The ledger's face to staff, under {@code /api/admin}. */
package no.grend.ledger.internal.rest;
