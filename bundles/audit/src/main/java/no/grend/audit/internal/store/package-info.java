/** The audit log's tables. */
@Header(name = "Grend-Schema", value = "audit")
package no.grend.audit.internal.store;

import org.osgi.annotation.bundle.Header;
