/** Personal data on the console. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.privacy.internal.shell;

import org.osgi.annotation.bundle.Header;
