/** The organisation's own profile («organisasjonsprofil»). */
@Export
@Version("1.1.0")
package no.grend.organisation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
