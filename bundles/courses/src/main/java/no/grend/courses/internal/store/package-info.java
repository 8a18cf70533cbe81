/** The module's tables and the SQL on them. */
@Header(name = "Grend-Schema", value = "courses")
package no.grend.courses.internal.store;

import org.osgi.annotation.bundle.Header;
