package no.grend.camt;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Optional;

/** Reads a whole file: what it is, its head, and its notifications. */
final class MessageParser {

    private static final String ROOT = "BkToCstmrDbtCdtNtfctn";

    private final Reading reading;
    private final Fields fields;
    private final XmlCursor xml;
    private final Counters counters = new Counters();
    private CamtVersion version;
    private CamtMessage message;
    private int notifications;

    MessageParser(Reading reading) {
        this.reading = reading;
        this.fields = new Fields(reading);
        this.xml = reading.xml();
    }

    CamtMessage message() {
        return message;
    }

    int notifications() {
        return notifications;
    }

    CamtTotals totals() {
        return counters.totals();
    }

    void read() throws Unreadable, IOException {
        xml.toRoot();
        version = version();
        int document = xml.depth();
        boolean found = false;
        while (xml.child(document)) {
            if (xml.name().equals(ROOT) && !found) {
                found = true;
                body();
            } else {
                reading.unknown("Document");
            }
        }
        if (!found) {
            reading.error(FindingCode.NOT_CAMT054, "The document is empty: it has no " + ROOT + ".");
        }
        xml.toEnd();
    }

    private CamtVersion version() throws Unreadable {
        String namespace = xml.namespace();
        Optional<CamtVersion> known = CamtVersion.of(namespace);
        if (xml.name().equals("Document") && known.isPresent()) {
            return known.get();
        }
        if (namespace.isEmpty() && xml.name().equals("Document")) {
            throw xml.refusal(
                    FindingCode.NAMESPACE_MISSING,
                    "The root element Document has no namespace, so the format is not known.");
        }
        String message = namespace.startsWith(CamtVersion.NAMESPACE_PREFIX)
                ? namespace.substring(CamtVersion.NAMESPACE_PREFIX.length())
                : "";
        boolean named = message.matches("[a-z]{4}\\.[0-9]{3}\\.[0-9]{3}\\.[0-9]{2}");
        if (named && message.startsWith("camt.054.")) {
            throw xml.refusal(
                    FindingCode.VERSION_UNSUPPORTED,
                    known.isPresent()
                            ? "The root element is not Document."
                            : "The file is " + message + ", and only versions 02 and 08 of camt.054 are read.");
        }
        throw xml.refusal(
                FindingCode.NOT_CAMT054, named ? other(message) : "The file is XML, but not camt.054 from a bank.");
    }

    /** What people mix up with it. */
    private static String other(String message) {
        String what = message.substring(0, 8);
        return "The file is " + message
                + switch (what) {
                    case "camt.053" -> ", an account statement, which has KID payments as sums only.";
                    case "camt.052" -> ", a report during the day, where nothing is final.";
                    case "pain.001" -> ", an order to pay that goes to the bank.";
                    case "pain.002" -> ", a receipt for orders to pay.";
                    default -> ", which is another message than camt.054.";
                };
    }

    private void body() throws Unreadable, IOException {
        Seen seen = new Seen(reading, ROOT);
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "GrpHdr" -> {
                    seen.once();
                    header();
                }
                case "Ntfctn" -> {
                    notifications++;
                    new NotificationParser(reading, counters, notifications).read();
                }
                case "SplmtryData" -> xml.skip();
                default -> reading.unknown(ROOT);
            }
        }
        if (!seen.has("GrpHdr")) {
            reading.error(FindingCode.HEADER_MISSING, "The message has no header (GrpHdr).");
        }
        if (notifications == 0) {
            reading.error(FindingCode.NOTIFICATION_MISSING, "The message has no notification (Ntfctn).");
        }
    }

    private void header() throws Unreadable, IOException {
        Reading.Place place = reading.here();
        String id = null;
        LocalDateTime createdAt = null;
        boolean timed = false;
        int[] page = {1, 1};
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "MsgId" -> id = fields.reference("The message id (MsgId)");
                case "CreDtTm" -> {
                    createdAt = fields.time("The creation time (CreDtTm)");
                    timed = true;
                }
                case "MsgPgntn" -> page = page();
                default -> {}
            }
        }
        if (id == null) {
            reading.error(place, FindingCode.MESSAGE_ID_MISSING, "The header (GrpHdr) has no message id (MsgId).");
        }
        if (!timed) {
            reading.error(place, FindingCode.TIME_INVALID, "The header (GrpHdr) has no creation time (CreDtTm).");
        }
        if (id != null && createdAt != null) {
            message = new CamtMessage(version, id, createdAt, page[0], page[1] == 1);
            reading.visitor().message(message);
        }
    }

    /** Number of the page, and 1 when it is the last. */
    private int[] page() throws Unreadable, IOException {
        int number = 1;
        boolean last = true;
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "PgNb" -> number = fields.count("The page number (PgNb)");
                case "LastPgInd" ->
                    last = !Boolean.FALSE.equals(fields.indicator("The last page indicator (LastPgInd)"));
                default -> {}
            }
        }
        if (!last) {
            reading.error(FindingCode.MORE_PAGES, "The bank says that this is page " + number + " and not the last.");
        }
        return new int[] {number, last ? 1 : 0};
    }
}
