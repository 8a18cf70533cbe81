/** What modules bring to the demo organisation («demodata»). */
@Export
@Version("1.0.0")
package no.grend.demo;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
