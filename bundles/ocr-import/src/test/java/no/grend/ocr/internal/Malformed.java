package no.grend.ocr.internal;

/**
 * A file of the corpus that must be refused whole.
 *
 * @param name what was done to a sound file; unique in the corpus
 * @param line where the first error is; null when it concerns the file as a whole
 * @param code of the first error
 */
record Malformed(String name, byte[] bytes, Integer line, String code) {

    @Override
    public String toString() {
        return name;
    }
}
