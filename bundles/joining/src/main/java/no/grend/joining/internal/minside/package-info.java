/** The public page of joining. */
package no.grend.joining.internal.minside;
