/** Gateways that carry messages out of the house. */
@Export
@Version("1.0.0")
package no.grend.message.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
