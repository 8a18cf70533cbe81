/**
 * Seats («plasser») at whatever has a limited number of them, and the waiting list («venteliste») for the rest. What it is that one
 * sits at, and who may, other modules know.
 */
@Export
@Version("1.0.0")
package no.grend.seats;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
