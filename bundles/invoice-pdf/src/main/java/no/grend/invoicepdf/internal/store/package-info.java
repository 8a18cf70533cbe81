/** What stood on invoices when they were made: the sender, its terms, the payer's address. Never changed, never deleted. */
@Header(name = "Grend-Schema", value = "invoice_pdf")
package no.grend.invoicepdf.internal.store;

import org.osgi.annotation.bundle.Header;
