package no.grend.nets;

import java.util.ArrayList;
import java.util.List;

/** Puts the specification records of one claim together, in whatever order they come (bank-files 4.4). */
final class SpecificationLines {

    private static final int COLUMN_WIDTH = Claim.LINE_WIDTH / 2;
    private static final String EMPTY_COLUMN = " ".repeat(COLUMN_WIDTH);

    private final String[][] columns = new String[Claim.MOST_LINES][];
    private int lines;

    /** Adds a record; false when its place is impossible or taken. */
    boolean add(RecordView found) {
        long line = found.digits(17, 3);
        int column = found.at(20) - '1';
        if (found.at(16) != '4' || line < 1 || line > Claim.MOST_LINES || column < 0 || column > 1) {
            return false;
        }
        int index = (int) line - 1;
        if (columns[index] == null) {
            columns[index] = new String[2];
        }
        if (columns[index][column] != null) {
            return false;
        }
        columns[index][column] = found.text(21, COLUMN_WIDTH);
        lines = Math.max(lines, index + 1);
        return true;
    }

    /** The lines from the first to the last sent; lines not sent are empty. */
    List<String> toList() {
        List<String> list = new ArrayList<>(lines);
        for (int i = 0; i < lines; i++) {
            list.add(columns[i] == null ? "" : joined(columns[i]));
        }
        return list;
    }

    private static String joined(String[] pair) {
        String left = pair[0] == null ? EMPTY_COLUMN : pair[0];
        return (pair[1] == null ? left : left + pair[1]).stripTrailing();
    }
}
