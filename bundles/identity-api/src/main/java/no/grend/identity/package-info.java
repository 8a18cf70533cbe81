/** Who acts («aktør»), with which roles and permissions; staff sessions and members' one-time codes. */
@Export
@Version("1.3.0")
package no.grend.identity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
