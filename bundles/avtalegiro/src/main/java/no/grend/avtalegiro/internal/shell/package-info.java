/** The operator's AvtaleGiro commands. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.avtalegiro.internal.shell;

import org.osgi.annotation.bundle.Header;
