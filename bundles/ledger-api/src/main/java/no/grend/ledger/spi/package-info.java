/** What other modules plug into the ledger: what to invoice, how to collect, how a KID is made. */
@Export
@Version("1.3.0")
package no.grend.ledger.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
