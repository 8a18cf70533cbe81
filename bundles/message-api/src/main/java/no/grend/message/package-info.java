/** Messages to people by e-mail, SMS and letter («meldinger»), through an outbox. */
@Export
@Version("1.1.0")
package no.grend.message;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
