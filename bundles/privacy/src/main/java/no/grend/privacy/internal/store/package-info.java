/** Which contacts were erased. */
@Header(name = "Grend-Schema", value = "privacy")
package no.grend.privacy.internal.store;

import org.osgi.annotation.bundle.Header;
