/** The register («medlemsregister»): contacts and memberships. */
@Export
@Version("1.1.0")
package no.grend.member;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
