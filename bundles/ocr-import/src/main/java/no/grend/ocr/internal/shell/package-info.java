/** The operator's bank file command. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.ocr.internal.shell;

import org.osgi.annotation.bundle.Header;
