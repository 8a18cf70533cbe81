/** Standing agreements on Min Side. */
package no.grend.agreement.internal.standing.minside;
