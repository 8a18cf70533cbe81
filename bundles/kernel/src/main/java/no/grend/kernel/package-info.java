/** Values that every module speaks: money, KID, identity numbers, bank days, problems, pages. Pure Java. */
@Export
@Version("1.0.0")
package no.grend.kernel;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
