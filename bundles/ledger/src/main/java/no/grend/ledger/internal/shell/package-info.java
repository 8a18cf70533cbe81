/** The ledger on the console. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.ledger.internal.shell;

import org.osgi.annotation.bundle.Header;
