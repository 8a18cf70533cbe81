package no.grend.camt;

import java.io.IOException;
import java.time.LocalDateTime;
import no.grend.camt.CamtNotification.Copy;
import no.grend.kernel.Ore;

/** Reads one {@code Ntfctn}: whose account, its entries one by one, and whether they are all there. */
final class NotificationParser implements EntryParser.Listener {

    private final Reading reading;
    private final Fields fields;
    private final XmlCursor xml;
    private final Counters counters;
    private final int ordinal;
    private final Reading.Place place;
    private final Summary summary;
    private final Seen seen;

    private String id;
    private LocalDateTime createdAt;
    private Copy copy = Copy.NONE;
    private CamtAccount account;
    private CamtNotification notification;
    private int entries;
    private boolean sound = true;

    NotificationParser(Reading reading, Counters counters, int ordinal) {
        this.reading = reading;
        this.fields = new Fields(reading);
        this.xml = reading.xml();
        this.counters = counters;
        this.ordinal = ordinal;
        this.place = reading.here();
        this.summary = new Summary(reading);
        this.seen = new Seen(reading, "Ntfctn");
    }

    /** Reads the element just begun. */
    void read() throws Unreadable, IOException {
        int own = xml.depth();
        while (xml.child(own)) {
            field();
        }
        begin();
        if (sound) {
            summary.compare();
        }
    }

    private void field() throws Unreadable, IOException {
        switch (xml.name()) {
            case "Id" -> {
                seen.once();
                id = fields.reference("The notification's Id");
            }
            case "CreDtTm" -> {
                seen.once();
                createdAt = fields.time("The notification's creation time (CreDtTm)");
            }
            case "CpyDplctInd" -> {
                seen.once();
                copy = copy();
            }
            case "Acct" -> {
                seen.once();
                account();
            }
            case "TxsSummry" -> {
                seen.once();
                summary.read();
            }
            case "Ntry" -> entry();
            case "NtfctnPgntn",
                    "ElctrncSeqNb",
                    "RptgSeq",
                    "LglSeqNb",
                    "FrToDt",
                    "RptgSrc",
                    "RltdAcct",
                    "Intrst",
                    "AddtlNtfctnInf",
                    "SplmtryData" -> xml.skip();
            default -> reading.unknown("Ntfctn");
        }
    }

    private Copy copy() throws Unreadable, IOException {
        String text = xml.text();
        for (Copy known : Copy.values()) {
            if (known != Copy.NONE && known.name().equals(text)) {
                return known;
            }
        }
        reading.error(FindingCode.COPY_MARK_UNKNOWN, "The copy mark (CpyDplctInd) is none of COPY, DUPL and CODU.");
        return Copy.NONE;
    }

    private void account() throws Unreadable, IOException {
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "Id" -> account = fields.account();
                case "Ccy" -> {
                    String currency = xml.text();
                    if (currency != null) {
                        fields.requireKroner(currency, "The account");
                    }
                }
                default -> {}
            }
        }
        if (account != null && !account.isPlausible()) {
            reading.error(
                    FindingCode.ACCOUNT_INVALID, "The account of the notification is no IBAN and no account number.");
            account = null;
        } else if (account == null) {
            reading.error(FindingCode.ACCOUNT_MISSING, "The account of the notification has neither IBAN nor Othr/Id.");
        }
    }

    /** Tells of the notification once, when its entries begin. */
    private void begin() {
        if (notification != null || !sound) {
            return;
        }
        if (!seen.has("Acct")) {
            reading.error(place, FindingCode.ACCOUNT_MISSING, "The notification (Ntfctn) has no account (Acct).");
        }
        if (account == null) {
            sound = false;
        } else {
            notification = new CamtNotification(ordinal, place.line(), id, createdAt, copy, account);
            reading.visitor().notification(notification);
        }
    }

    private void entry() throws Unreadable, IOException {
        begin();
        entries++;
        counters.countEntry(reading);
        CamtEntry entry = new EntryParser(reading, entries).read(this);
        if (entry == null) {
            sound = false;
        } else {
            counters.add(reading, entry);
            summary.found(entry.direction(), entry.amount().value());
        }
    }

    @Override
    public void entry(CamtEntry entry) {
        if (notification != null && entry != null) {
            reading.visitor().entry(notification, entry);
        }
    }

    @Override
    public void countDetail() throws Unreadable {
        counters.countDetail(reading);
    }

    @Override
    public void payment(CamtEntry entry, Reading.Place at, CamtDetail detail, Ore amount, boolean lumpSum) {
        int number = counters.nextPayment();
        if (notification != null) {
            reading.visitor().payment(new CamtPayment(number, at, notification, entry, detail, amount, lumpSum));
        }
    }
}
