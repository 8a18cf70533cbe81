/**
 * The member's portal: {@link no.grend.minside.internal.Portal} receives requests, {@code SignIn} lets members in,
 * {@code PanelBoard} knows the panels of the moment, {@code PanelRoom} keeps each in a room of its own.
 */
package no.grend.minside.internal;
