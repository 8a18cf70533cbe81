/** Identity's own tables. */
@Header(name = "Grend-Schema", value = "identity")
package no.grend.identity.internal.store;

import org.osgi.annotation.bundle.Header;
