/** What the simulators were told. */
@Header(name = "Grend-Schema", value = "simulators")
package no.grend.simulators.internal.store;

import org.osgi.annotation.bundle.Header;
