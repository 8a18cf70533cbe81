/** Standing agreements for staff. */
package no.grend.agreement.internal.standing.rest;
