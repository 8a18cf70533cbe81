/** Invoices and other letters as accessible PDF («faktura», «brev»), for e-mail, print and Min Side. */
@Export
@Version("1.1.0")
package no.grend.invoicepdf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
