/** What this organisation has licensed («lisens»). */
@Export
@Version("1.0.0")
package no.grend.licence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
