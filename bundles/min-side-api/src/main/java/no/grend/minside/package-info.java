/** The contract of panels on Min Side, the member's portal. */
@Export
@Version("1.0.0")
package no.grend.minside;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
