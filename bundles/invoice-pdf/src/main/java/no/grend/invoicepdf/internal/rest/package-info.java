/** Invoices as PDF over HTTP. */
package no.grend.invoicepdf.internal.rest;
