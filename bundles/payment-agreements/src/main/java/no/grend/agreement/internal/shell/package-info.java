/** Payment providers on the console. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.agreement.internal.shell;

import org.osgi.annotation.bundle.Header;
