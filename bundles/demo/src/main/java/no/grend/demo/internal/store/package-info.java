/** What the demo organisation has got so far. */
@Header(name = "Grend-Schema", value = "demo")
@Header(name = "Grend-Welcome", value = "true")
package no.grend.demo.internal.store;

import org.osgi.annotation.bundle.Header;
