/** The door by which the bank's files come in («bankfiler»), for other modules. */
@Export
@Version("1.0.0")
package no.grend.ocr;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
