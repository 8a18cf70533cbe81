/** The module's tables and the SQL on them. */
@Header(name = "Grend-Schema", value = "dunning")
package no.grend.dunning.internal.store;

import org.osgi.annotation.bundle.Header;
