/** The tables of payments. */
@Header(name = "Grend-Schema", value = "agreement")
package no.grend.agreement.internal.store;

import org.osgi.annotation.bundle.Header;
