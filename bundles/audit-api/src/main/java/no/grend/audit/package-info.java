/** The append-only, hash-chained audit log («endringslogg»): who did what to which object, and why. */
@Export
@Version("1.0.0")
package no.grend.audit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
