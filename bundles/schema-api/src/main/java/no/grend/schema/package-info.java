/** The door to the organisation's database: one Database service a module, published when its tables are ready. */
@Export
@Version("1.2.0")
package no.grend.schema;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
