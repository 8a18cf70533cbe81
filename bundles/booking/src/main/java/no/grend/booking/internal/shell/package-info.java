/** Booking on the console. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.booking.internal.shell;

import org.osgi.annotation.bundle.Header;
