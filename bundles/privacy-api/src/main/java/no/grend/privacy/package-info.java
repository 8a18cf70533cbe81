/** Personal data («personopplysninger»): what each module holds about a contact, and what becomes of it on erasure. */
@Export
@Version("1.0.0")
package no.grend.privacy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
