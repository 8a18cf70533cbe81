/** Bank files and their exceptions as rows. */
@Header(name = "Grend-Schema", value = "ocr")
package no.grend.ocr.internal.store;

import org.osgi.annotation.bundle.Header;
