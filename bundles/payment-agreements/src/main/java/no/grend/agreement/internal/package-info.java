/** The rules of payments by providers: starting, asking, settling, draining. */
package no.grend.agreement.internal;
