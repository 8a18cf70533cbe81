/** Bytes to payments and back, for the ISO 20022 message camt.054 («kreditnotifikasjon») of Norwegian banks. Pure Java. */
@Export
@Version("1.0.0")
package no.grend.camt;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
