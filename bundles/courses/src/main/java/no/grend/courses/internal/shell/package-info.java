/** Courses on the console. */
@Header(name = "Karaf-Commands", value = "*")
package no.grend.courses.internal.shell;

import org.osgi.annotation.bundle.Header;
