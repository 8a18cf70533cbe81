/** The one clock («klokken») that everything in Grend looks at. */
package no.grend.clock.internal;
