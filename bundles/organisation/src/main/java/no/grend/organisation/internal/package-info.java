/** The organisation's profile: kept, checked, changed. */
package no.grend.organisation.internal;
