/** Long work with progress («jobber»): stored, resumed after a crash, run once. */
@Export
@Version("1.1.0")
package no.grend.job;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
