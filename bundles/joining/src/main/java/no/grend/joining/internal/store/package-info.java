/** The module's tables and the SQL on them. */
@Header(name = "Grend-Schema", value = "joining")
package no.grend.joining.internal.store;

import org.osgi.annotation.bundle.Header;
