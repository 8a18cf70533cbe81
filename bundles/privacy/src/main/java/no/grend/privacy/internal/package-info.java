/** Copies and erasure of what is held about a contact: the rules. */
package no.grend.privacy.internal;
