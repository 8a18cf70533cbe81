/** AvtaleGiro mandates («FBO») as other modules hand them in. */
@Export
@Version("1.0.0")
package no.grend.avtalegiro;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
