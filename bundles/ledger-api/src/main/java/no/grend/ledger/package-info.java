/** The member ledger («reskontro»): invoices, KIDs, payments, suspense and the numbered event feed. */
@Export
@Version("1.0.0")
package no.grend.ledger;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
