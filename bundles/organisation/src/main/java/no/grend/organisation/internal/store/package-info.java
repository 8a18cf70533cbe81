/** The profile's table. */
@Header(name = "Grend-Schema", value = "organisation")
package no.grend.organisation.internal.store;

import org.osgi.annotation.bundle.Header;
