/** The register on the console. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.member.internal.shell;

import org.osgi.annotation.bundle.Header;
