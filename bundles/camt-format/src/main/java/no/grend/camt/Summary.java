package no.grend.camt;

import java.io.IOException;
import no.grend.camt.CamtEntry.Direction;
import no.grend.kernel.Ore;

/** What the bank says the entries of a notification sum up to ({@code TxsSummry}), and whether they do. */
final class Summary {

    private final Reading reading;
    private final Fields fields;
    private final Group all = new Group("all entries (TtlNtries)");
    private final Group credits = new Group("the entries on to the account (TtlCdtNtries)");
    private final Group debits = new Group("the entries off the account (TtlDbtNtries)");
    private Ore net;
    private Direction netDirection;
    private Reading.Place place;

    Summary(Reading reading) {
        this.reading = reading;
        this.fields = new Fields(reading);
    }

    /** How many and how much; null and -1 when the bank does not say. */
    private static final class Group {
        private final String name;
        private int count = -1;
        private Ore sum;
        private long foundCount;
        private long foundOre;

        Group(String name) {
            this.name = name;
        }

        void found(long ore) {
            foundCount++;
            foundOre = Math.addExact(foundOre, ore);
        }
    }

    /** Reads the element just begun. */
    void read() throws Unreadable, IOException {
        XmlCursor xml = reading.xml();
        place = reading.here();
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "TtlNtries" -> group(all);
                case "TtlCdtNtries" -> group(credits);
                case "TtlDbtNtries" -> group(debits);
                case "TtlNtriesPerBkTxCd" -> xml.skip();
                default -> reading.unknown("TxsSummry");
            }
        }
    }

    private void group(Group group) throws Unreadable, IOException {
        XmlCursor xml = reading.xml();
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "NbOfNtries" -> group.count = fields.count("The number of " + group.name);
                case "Sum" -> group.sum = fields.decimal("The sum of " + group.name);
                case "TtlNetNtryAmt" -> net = fields.decimal("The net sum of " + group.name);
                case "CdtDbtInd" -> netDirection = fields.direction("the net sum");
                case "TtlNetNtry" -> net();
                default -> reading.unknown("TxsSummry");
            }
        }
    }

    /** Version 08 has an element of its own around it. */
    private void net() throws Unreadable, IOException {
        XmlCursor xml = reading.xml();
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "Amt" -> net = fields.decimal("The net sum of " + all.name);
                case "CdtDbtInd" -> netDirection = fields.direction("the net sum");
                default -> reading.unknown("TtlNetNtry");
            }
        }
    }

    /** An entry that was read. */
    void found(Direction direction, long ore) {
        all.found(ore);
        (direction == Direction.CREDIT ? credits : debits).found(ore);
    }

    /** Compares, once all entries are read. Nothing is compared that the bank does not say. */
    void compare() {
        if (place == null) {
            return;
        }
        compare(all);
        compare(credits);
        compare(debits);
        long foundNet = credits.foundOre - debits.foundOre;
        long statedNet = net == null || netDirection == null ? foundNet : netDirection.signed(net.value());
        if (statedNet != foundNet) {
            reading.error(
                    place,
                    FindingCode.SUMMARY_SUM,
                    "The summary says that the entries net to " + Ore.of(statedNet) + ", but they net to "
                            + Ore.of(foundNet) + ".");
        }
    }

    private void compare(Group group) {
        if (group.count >= 0 && group.count != group.foundCount) {
            reading.error(
                    place,
                    FindingCode.SUMMARY_COUNT,
                    "The summary counts " + group.count + " for " + group.name + ", but there are " + group.foundCount
                            + ".");
        }
        if (group.sum != null && group.sum.value() != group.foundOre) {
            reading.error(
                    place,
                    FindingCode.SUMMARY_SUM,
                    "The summary has the sum " + group.sum + " for " + group.name + ", but they come to "
                            + Ore.of(group.foundOre) + ".");
        }
    }
}
