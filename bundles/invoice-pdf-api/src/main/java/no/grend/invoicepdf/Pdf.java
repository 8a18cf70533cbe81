package no.grend.invoicepdf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A letter as a file.
 *
 * @param name for whoever saves it, {@code faktura-1001.pdf}: ASCII, no personal data
 * @param id of what it is a letter about, such as the invoice's
 * @param content PDF/UA-1; not to be changed
 */
public record Pdf(String name, String id, byte[] content) {

    /** As it goes over HTTP. */
    public static final String MEDIA_TYPE = "application/pdf";

    /** Names the content, in hexadecimal: the same letter, the same name. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
