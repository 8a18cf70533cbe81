/** The tables of seats. */
@Header(name = "Grend-Schema", value = "seats")
package no.grend.seats.internal.store;

import org.osgi.annotation.bundle.Header;
