package no.grend.minside;

import java.util.Map;

/**
 * A request to a panel.
 *
 * @param post true for POST, false for GET
 * @param path below {@code /min-side/<id>/}, without leading slash; empty for its first page
 * @param parameters query or form fields, first value each
 */
public record Request(boolean post, String path, Map<String, String> parameters) {}
