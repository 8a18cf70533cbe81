/** The house of the member ledger («reskontro»): the rules for invoices and payments, and the service that applies them. */
package no.grend.ledger.internal;
