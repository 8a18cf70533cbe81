/** Paying by a link, without signing in. */
package no.grend.agreement.internal.link;
