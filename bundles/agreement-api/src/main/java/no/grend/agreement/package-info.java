/** Payments that go by a payment provider («betalingsleverandør»): starting one, and seeing what became of it. */
@Export
@Version("1.0.0")
package no.grend.agreement;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
