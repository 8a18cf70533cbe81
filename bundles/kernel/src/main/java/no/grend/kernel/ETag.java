package no.grend.kernel;

/**
 * A strong entity tag made from an object's version number, {@code "3"} with its quotes: who changes something says which
 * version they saw, and nobody overwrites what they have not seen.
 */
public record ETag(int version) {

    /**
     * The version that an {@code If-Match} header names.
     *
     * @param ifMatch the header, with the quotes or without, since many tools take them off; null gives 428
     */
    public static ETag required(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.preconditionRequired(
                    "Send the ETag of the version that you saw as If-Match, so that nobody's change is lost.");
        }
        String tag = ifMatch.strip();
        if (!tag.matches("\"[0-9]{1,9}\"|[0-9]{1,9}")) {
            throw Problem.stale("If-Match is not an ETag that this object has had. Read it again.");
        }
        return new ETag(Integer.parseInt(tag.replace("\"", "")));
    }

    /** Refuses with 412 when the object has another version by now. */
    public void requireCurrent(int currentVersion) {
        if (version != currentVersion) {
            throw Problem.stale("Somebody changed this in the meantime. Read it again and repeat the change.");
        }
    }

    /** For frameworks that add the quotes themselves. */
    public String unquoted() {
        return Integer.toString(version);
    }

    /** As the header carries it. */
    @Override
    public String toString() {
        return '"' + unquoted() + '"';
    }
}
