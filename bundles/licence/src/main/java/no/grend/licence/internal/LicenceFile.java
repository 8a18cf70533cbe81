package no.grend.licence.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import no.grend.kernel.Problem;
import no.grend.licence.Licences.State;

/**
 * A licence file («lisensfil») whose signature has been checked.
 *
 * <p>It is text that a treasurer can read:
 *
 * <pre>
 * Grend licence 1
 * organisation: Fjellvang turlag
 * kind: standard
 * feature: grend-ledger 2026-01-01 2026-12-31
 * signature: &lt;Ed25519 over all lines above, Base64&gt;
 * </pre>
 *
 * What is signed is every line above the signature, without white space at its end, each followed by one line feed, in
 * UTF-8: a mail program that changes line ends does no harm.
 *
 * @param evaluation whether it is only for trying Grend out
 * @param configuredKey whether it was signed with a key that came from configuration, not from us
 */
public record LicenceFile(String organisation, boolean evaluation, List<Grant> grants, boolean configuredKey) {

    static final String FIRST_LINE = "Grend licence 1";
    private static final String SIGNATURE = "signature: ";
    private static final Pattern FEATURE = Pattern.compile("grend-[a-z0-9-]{1,50}");
    private static final int LONGEST = 64 * 1024;

    /** The right to use one feature, first and last day included, Europe/Oslo. */
    public record Grant(String feature, LocalDate from, LocalDate until) {

        State on(LocalDate day) {
            if (day.isBefore(from)) {
                return State.NOT_YET_VALID;
            }
            return day.isAfter(until) ? State.EXPIRED : State.VALID;
        }
    }

    public LicenceFile {
        grants = List.copyOf(grants);
    }

    /** Reads a file, or refuses it in words that say what to do. */
    static LicenceFile read(String text, TrustedKeys keys) {
        if (text.length() > LONGEST) {
            throw refused("LICENCE_TOO_LARGE", "This is no licence file: it is larger than 64 KiB.");
        }
        List<String> lines = lines(text);
        if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
            throw refused(
                    "LICENCE_NOT_RECOGNISED",
                    "This is no Grend licence file: its first line should be \"" + FIRST_LINE
                            + "\". Use the file exactly as you received it.");
        }
        String last = lines.get(lines.size() - 1);
        if (!last.startsWith(SIGNATURE)) {
            throw refused(
                    "LICENCE_UNSIGNED",
                    "The licence file has no signature on its last line; part of it is probably missing. Ask for it again.");
        }
        List<String> signed = lines.subList(0, lines.size() - 1);
        boolean configured = requireSignature(signed, last.substring(SIGNATURE.length()), keys);
        return content(signed, configured);
    }

    /** Refuses lines that would be worthless when signed, so that no such file is sent to anybody. */
    public static void requireContent(List<String> unsigned) {
        List<String> lines = lines(String.join("\n", unsigned));
        if (lines.isEmpty() || !lines.get(0).equals(FIRST_LINE)) {
            throw refused("LICENCE_NOT_RECOGNISED", "The first line should be \"" + FIRST_LINE + "\".");
        }
        content(lines, false);
    }

    private static List<String> lines(String text) {
        String trimmed = text.startsWith("\ufeff") ? text.substring(1) : text;
        return trimmed.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The bytes that a signature covers. */
    public static byte[] canonical(List<String> lines) {
        return lines.stream()
                .map(line -> line.stripTrailing() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean requireSignature(List<String> signed, String signature, TrustedKeys keys) {
        byte[] bytes = canonical(signed);
        for (TrustedKeys.Key key : keys.all()) {
            if (signedWith(key, bytes, signature)) {
                return key.fromConfiguration();
            }
        }
        throw refused(
                "LICENCE_SIGNATURE_WRONG",
                "The signature does not fit: the licence file has been changed since it was signed, or it was signed by"
                        + " someone else than Grend's licence office. Use the file exactly as you received it, or ask for it again.");
    }

    private static boolean signedWith(TrustedKeys.Key key, byte[] bytes, String signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key.key());
            check.update(bytes);
            return check.verify(Base64.getDecoder().decode(signature.strip()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Bytes that cannot even be a signature are simply not this key's signature.
            return false;
        }
    }

    private static LicenceFile content(List<String> signed, boolean configured) {
        String organisation = "";
        boolean evaluation = false;
        List<Grant> grants = new ArrayList<>();
        for (String line : signed.subList(1, signed.size())) {
            int colon = line.indexOf(": ");
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 2).strip();
            switch (name) {
                case "organisation" -> organisation = value;
                case "kind" -> evaluation = value.equals("evaluation");
                case "feature" -> grants.add(grant(value));
                default ->
                    throw refused(
                            "LICENCE_NEWER",
                            "The licence file says something this version of Grend does not know: \"" + name + "\".");
            }
        }
        if (organisation.isEmpty() || grants.isEmpty()) {
            throw refused("LICENCE_EMPTY", "The licence file names no organisation or no feature. Ask for a new one.");
        }
        return new LicenceFile(organisation, evaluation, grants, configured);
    }

    private static Grant grant(String value) {
        String[] parts = value.split(" +", -1);
        try {
            if (parts.length == 3 && FEATURE.matcher(parts[0]).matches()) {
                return new Grant(parts[0], LocalDate.parse(parts[1]), LocalDate.parse(parts[2]));
            }
        } catch (DateTimeParseException e) {
            throw refused("LICENCE_DATE", "The licence file has a date that is no date: \"" + value + "\".");
        }
        throw refused("LICENCE_FEATURE", "The licence file has a feature line that cannot be read: \"" + value + "\".");
    }

    static Problem refused(String code, String words) {
        return Problem.rule(null, code, words);
    }
}
