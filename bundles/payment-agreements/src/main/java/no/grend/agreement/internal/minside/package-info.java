/** Paying, and agreements to pay, on Min Side. */
package no.grend.agreement.internal.minside;
