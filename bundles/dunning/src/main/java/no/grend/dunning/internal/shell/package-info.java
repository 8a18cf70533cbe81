/** The operator's dunning commands. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.dunning.internal.shell;

import org.osgi.annotation.bundle.Header;
