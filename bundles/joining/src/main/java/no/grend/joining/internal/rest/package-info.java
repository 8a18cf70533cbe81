/** Applications for staff. */
package no.grend.joining.internal.rest;
