/** The operator's commands that belong to no module. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.shell.internal.command;

import org.osgi.annotation.bundle.Header;
