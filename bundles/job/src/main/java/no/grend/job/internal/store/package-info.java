/** The jobs as rows. */
@Header(name = "Grend-Schema", value = "job")
package no.grend.job.internal.store;

import org.osgi.annotation.bundle.Header;
