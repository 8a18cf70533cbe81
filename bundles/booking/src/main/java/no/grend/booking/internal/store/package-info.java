/** The tables of booking. */
@Header(name = "Grend-Schema", value = "booking")
package no.grend.booking.internal.store;

import org.osgi.annotation.bundle.Header;
