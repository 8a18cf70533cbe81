/** The contract of panels and public pages on Min Side, the member's portal. */
@Export
@Version("1.1.0")
package no.grend.minside;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
