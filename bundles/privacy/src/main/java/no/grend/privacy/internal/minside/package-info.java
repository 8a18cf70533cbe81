/** The member's copy of what is held about them. */
package no.grend.privacy.internal.minside;
