/** The module's tables and the SQL on them. */
@Header(name = "Grend-Schema", value = "avtalegiro")
package no.grend.avtalegiro.internal.store;

import org.osgi.annotation.bundle.Header;
