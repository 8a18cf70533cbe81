package no.grend.minside;

import java.util.Map;

/**
 * A template of the panel's own folder with what it shows.
 *
 * @param template {@code summary.peb}
 * @param model values by name; records are read by component name. {@code texts}, {@code csrf} and {@code base} are added
 */
public record View(String template, Map<String, Object> model) {}
