package no.grend.minside.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Files of one panel that browsers keep for good: the address carries a hash of the content, so a new content has a new
 * address. Only kinds in the list are served. Safe between threads.
 */
final class Assets {

    private static final Map<String, String> KINDS = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webp", "image/webp",
            "ico", "image/x-icon",
            "woff2", "font/woff2");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9][a-z0-9.-]*\\.(" + String.join("|", KINDS.keySet()) + ")");

    /** A file as it is served. */
    record Asset(String hash, String contentType, byte[] content) {}

    /** Where the bytes of a file come from; null when there is no such file. */
    interface Source {
        InputStream open(String file);
    }

    private final String owner;
    private final Source source;
    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    Assets(String owner, Source source) {
        this.owner = owner;
        this.source = source;
    }

    /** The address of a file; a file that is not there gets one that answers 404. */
    String address(String file) {
        String hash = find(file).map(Asset::hash).orElse("missing");
        return "/min-side/assets/" + owner + "/" + hash + "/" + file;
    }

    Optional<Asset> find(String file) {
        if (!NAME.matcher(file).matches()) {
            return Optional.empty();
        }
        Asset asset = known.get(file);
        if (asset == null) {
            asset = read(file);
            if (asset != null) {
                known.put(file, asset);
            }
        }
        return Optional.ofNullable(asset);
    }

    private Asset read(String file) {
        try (InputStream in = source.open(file)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            String kind = KINDS.get(file.substring(file.lastIndexOf('.') + 1));
            return new Asset(hash(content), kind, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
