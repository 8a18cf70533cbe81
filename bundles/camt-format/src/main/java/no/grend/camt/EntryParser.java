package no.grend.camt;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.camt.CamtEntry.Direction;
import no.grend.camt.CamtEntry.Status;
import no.grend.kernel.Ore;

/** Reads one {@code Ntry} and tells of it as soon as its details begin, so that memory does not grow with them. */
final class EntryParser {

    private final Reading reading;
    private final Fields fields;
    private final XmlCursor xml;
    private final Reading.Place place;
    private final int ordinal;
    private final Seen seen;

    private String reference;
    private Ore amount;
    private Direction direction;
    private boolean reversal;
    private Status status;
    private LocalDate bookedOn;
    private LocalDate valueOn;
    private String servicerReference;
    private String bankCode;
    private String text;
    private Details details;
    private Integer batched;

    EntryParser(Reading reading, int ordinal) {
        this.reading = reading;
        this.fields = new Fields(reading);
        this.xml = reading.xml();
        this.place = reading.here();
        this.ordinal = ordinal;
        this.seen = new Seen(reading, "Ntry");
    }

    /** Receives the entry when its own fields are known. */
    interface Listener {
        /** @param entry null when it is not sound */
        void entry(CamtEntry entry);

        void payment(CamtEntry entry, Reading.Place place, CamtDetail detail, Ore amount, boolean lumpSum)
                throws Unreadable;

        /** Another detail begins. */
        void countDetail() throws Unreadable;
    }

    /**
     * Reads the element just begun.
     *
     * @return null when the entry is not sound
     */
    CamtEntry read(Listener listener) throws Unreadable, IOException {
        int own = xml.depth();
        while (xml.child(own)) {
            field(listener);
        }
        Details found = begin(listener);
        found.end();
        return found.entry();
    }

    private Details begin(Listener listener) {
        if (details == null) {
            CamtEntry entry = entry();
            listener.entry(entry);
            details = new Details(reading, entry, place, listener);
        }
        return details;
    }

    private void field(Listener listener) throws Unreadable, IOException {
        switch (xml.name()) {
            case "NtryDtls" -> details(begin(listener));
            case "AddtlNtryInf" -> {
                seen.once();
                text = xml.text();
                if (details == null || details.none()) {
                    begin(listener).about(text);
                }
            }
            case "Avlbty",
                    "ComssnWvrInd",
                    "AddtlInfInd",
                    "AmtDtls",
                    "Chrgs",
                    "TechInptChanl",
                    "Intrst",
                    "CardTx",
                    "SplmtryData" -> xml.skip();
            default -> {
                if (details != null) {
                    lateField();
                } else {
                    ownField();
                }
            }
        }
    }

    private void lateField() {
        reading.error(
                FindingCode.ELEMENT_ORDER,
                "The element " + xml.name()
                        + " of an entry (Ntry) stands behind its details, where it cannot be read right.");
    }

    private void ownField() throws Unreadable, IOException {
        switch (xml.name()) {
            case "NtryRef" -> {
                seen.once();
                reference = fields.reference("The reference NtryRef");
            }
            case "Amt" -> {
                seen.once();
                amount = fields.amount("The amount of the entry (Ntry)");
            }
            case "CdtDbtInd" -> {
                seen.once();
                direction = fields.direction("the entry (Ntry)");
            }
            case "RvslInd" -> {
                seen.once();
                reversal = Boolean.TRUE.equals(fields.indicator("The reversal indicator (RvslInd) of the entry"));
            }
            case "Sts" -> {
                seen.once();
                status = status();
            }
            case "BookgDt" -> {
                seen.once();
                bookedOn = fields.dateChoice("The booking date (BookgDt)");
            }
            case "ValDt" -> {
                seen.once();
                valueOn = fields.dateChoice("The value date (ValDt)");
            }
            case "AcctSvcrRef" -> {
                seen.once();
                servicerReference = fields.reference("The entry's reference AcctSvcrRef");
            }
            case "BkTxCd" -> {
                seen.once();
                bankCode = bankCode();
            }
            default -> reading.unknown("Ntry");
        }
    }

    private Status status() throws Unreadable, IOException {
        String code = xml.textOr("Cd");
        return switch (String.valueOf(code)) {
            case "BOOK" -> Status.BOOKED;
            case "PDNG" -> Status.PENDING;
            case "INFO" -> Status.INFORMATION;
            case "FUTR" -> Status.FUTURE;
            default -> {
                reading.error(
                        FindingCode.STATUS_UNKNOWN,
                        "The status (Sts) of the entry is none of BOOK, PDNG, INFO and FUTR.");
                yield null;
            }
        };
    }

    private String bankCode() throws Unreadable, IOException {
        List<String> codes = new ArrayList<>();
        int own = xml.depth();
        while (xml.child(own)) {
            int within = xml.depth();
            while (xml.child(within)) {
                switch (xml.name()) {
                    case "Cd" -> codes.add(xml.text());
                    case "Fmly" -> {
                        int family = xml.depth();
                        while (xml.child(family)) {
                            codes.add(xml.text());
                        }
                    }
                    default -> {}
                }
            }
        }
        codes.removeIf(code -> code == null);
        String joined = String.join("/", codes.subList(0, Math.min(codes.size(), 4)));
        return joined.isEmpty() ? null : joined;
    }

    private CamtEntry entry() {
        boolean sound = require("Amt", FindingCode.AMOUNT_MISSING, "amount (Amt)")
                & require("CdtDbtInd", FindingCode.DIRECTION_MISSING, "direction (CdtDbtInd)")
                & require("Sts", FindingCode.STATUS_MISSING, "status (Sts)")
                & hasDate();
        if (!sound || amount == null || direction == null || status == null) {
            return null;
        }
        return new CamtEntry(
                ordinal,
                place.line(),
                reference,
                amount,
                direction,
                reversal,
                status,
                bookedOn,
                valueOn,
                servicerReference,
                bankCode);
    }

    private boolean require(String name, FindingCode code, String what) {
        if (!seen.has(name)) {
            reading.error(place, code, "The entry (Ntry) has no " + what + ".");
        }
        return seen.has(name);
    }

    private boolean hasDate() {
        boolean dated = seen.has("BookgDt") || seen.has("ValDt");
        if (!dated && status == Status.BOOKED) {
            reading.error(
                    place,
                    FindingCode.DATE_MISSING,
                    "The booked entry (Ntry) has neither booking date nor value date.");
            return false;
        }
        return status != Status.BOOKED || bookedOn != null || valueOn != null;
    }

    private void details(Details found) throws Unreadable, IOException {
        Ore batchTotal = null;
        batched = null;
        found.beginGroup();
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "Btch" -> batchTotal = batch();
                case "TxDtls" -> found.add(DetailParser.parse(reading));
                default -> reading.unknown("NtryDtls");
            }
        }
        found.endGroup(new CamtBatch(null, null, batched, batchTotal));
    }

    private Ore batch() throws Unreadable, IOException {
        Ore total = null;
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "NbOfTxs" -> batched = fields.count("The number of transactions of the batch (NbOfTxs)");
                case "TtlAmt" -> total = fields.amount("The total of the batch (TtlAmt)");
                default -> {}
            }
        }
        return total;
    }
}
