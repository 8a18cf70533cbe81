/** Invoices as PDF: what stood on each when it was made is kept, and set on the organisation's sheet on demand. */
package no.grend.invoicepdf.internal;
