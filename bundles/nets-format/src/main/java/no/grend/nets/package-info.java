/** Bytes to records and back, for the bank network's OCR giro and AvtaleGiro files («NY records»). Pure Java. */
@Export
@Version("1.0.0")
package no.grend.nets;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
