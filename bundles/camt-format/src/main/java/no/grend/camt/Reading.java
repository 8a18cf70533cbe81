package no.grend.camt;

/** What all parts of one reading share. */
record Reading(XmlCursor xml, CamtLimits limits, Findings findings, CamtVisitor visitor) {

    /** Something wrong at the place just read. */
    void error(FindingCode code, String what) {
        findings.add(xml.line(), xml.column(), code, what);
    }

    void error(Place place, FindingCode code, String what) {
        findings.add(place.line(), place.column(), code, what);
    }

    /** Where an element begins, to come back to. */
    Place here() {
        return new Place(xml.line(), xml.column());
    }

    /** An element that the standard does not have here may be money that is misspelt, so it is never passed over. */
    void unknown(String parent) {
        error(
                FindingCode.ELEMENT_UNKNOWN,
                "The element " + xml.name() + " within " + parent + " is not one of camt.054.");
    }

    /** A place in the file. */
    record Place(long line, long column) {}
}
