/** Paying on Min Side. */
package no.grend.agreement.internal.minside;
