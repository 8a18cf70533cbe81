package no.grend.nets;

import java.time.LocalDate;

/** What all parts of one reading share, and the fields that report themselves when they are wrong. */
record Reading(Findings findings, NetsFileVisitor visitor, DateField dates) {

    void error(RecordView found, FindingCode code, String what) {
        findings.add(found.line(), code, what);
    }

    /** A numeric field; -1, and reported, when it is not. */
    long number(RecordView found, int position, int length, String name) {
        long value = found.digits(position, length);
        if (value < 0) {
            error(found, FindingCode.FIELD_NOT_NUMERIC, where(position, length, name) + " must be digits.");
        }
        return value;
    }

    /**
     * A date field; {@link DateField#INVALID}, and reported, when it is no date.
     *
     * @param optional whether zeros are allowed and give null
     */
    LocalDate date(RecordView found, int position, String name, boolean optional) {
        LocalDate date = dates.read(found, position);
        if (date == null && !optional || date == DateField.INVALID) {
            error(found, FindingCode.DATE_INVALID, where(position, 6, name) + " is no date DDMMYY that exists.");
            return DateField.INVALID;
        }
        return date;
    }

    static String where(int position, int length, String name) {
        return "The " + name + " in positions " + position + "-" + (position + length - 1);
    }
}
