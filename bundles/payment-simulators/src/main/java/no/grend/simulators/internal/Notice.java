package no.grend.simulators.internal;

import java.net.URI;
import java.util.Map;

/** A webhook on its way to Grend. @param headers without the host */
public record Notice(URI to, Map<String, String> headers, byte[] body) {}
