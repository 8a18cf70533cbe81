/** Seats on the console. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.seats.internal.shell;

import org.osgi.annotation.bundle.Header;
