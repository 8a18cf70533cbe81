/** What a payment provider implements; one service a provider, which may come and go while Grend runs. */
@Export
@Version("1.0.0")
package no.grend.agreement.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
