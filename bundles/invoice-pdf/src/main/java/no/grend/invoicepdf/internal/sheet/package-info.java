/** The sheet that letters are set on: its template, its typeface, and the press. Nothing of it is loaded before the first. */
package no.grend.invoicepdf.internal.sheet;
