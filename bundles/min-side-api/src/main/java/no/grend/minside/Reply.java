package no.grend.minside;

/** A panel's answer. */
public sealed interface Reply {

    /** A page. @param status 200, or 422 with the form shown again and its errors */
    record Show(int status, View view) implements Reply {
        public Show(View view) {
            this(200, view);
        }
    }

    /**
     * See another page of the panel.
     *
     * @param path below its address
     * @param flashKey text shown once there; may be null
     * @param signOutOthers whether the member's other sessions end, because how the member signs in was changed
     */
    record Redirect(String path, String flashKey, boolean signOutOthers) implements Reply {
        public Redirect(String path, String flashKey) {
            this(path, flashKey, false);
        }
    }

    /** A file to save. */
    record Download(String fileName, String contentType, byte[] content) implements Reply {}

    /** See a page of this host outside the panel. @param path from the root, {@code /pay/…} */
    record Elsewhere(String path) implements Reply {}

    /** There is no such page. */
    record NotFound() implements Reply {}
}
