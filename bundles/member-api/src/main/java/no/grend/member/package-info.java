/** The register («medlemsregister»): contacts, memberships, and who acts for whom. */
@Export
@Version("1.3.0")
package no.grend.member;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
