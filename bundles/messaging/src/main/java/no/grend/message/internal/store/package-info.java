/** The outbox as rows. */
@Header(name = "Grend-Schema", value = "messaging")
package no.grend.message.internal.store;

import org.osgi.annotation.bundle.Header;
