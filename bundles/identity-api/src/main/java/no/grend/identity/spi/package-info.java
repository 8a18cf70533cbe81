/** What identity asks of other modules. */
@Export
@Version("1.0.0")
package no.grend.identity.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
