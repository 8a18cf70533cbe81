/** The ledger's panels on Min Side: a member's own invoices. */
package no.grend.ledger.internal.minside;
