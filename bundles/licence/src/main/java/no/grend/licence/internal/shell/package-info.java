/** The operator's licence commands. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.licence.internal.shell;

import org.osgi.annotation.bundle.Header;
