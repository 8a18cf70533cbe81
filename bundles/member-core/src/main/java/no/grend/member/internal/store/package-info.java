/** The register's tables and every query on them. */
@Header(name = "Grend-Schema", value = "member")
package no.grend.member.internal.store;

import org.osgi.annotation.bundle.Header;
