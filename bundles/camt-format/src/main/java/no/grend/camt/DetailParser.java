package no.grend.camt;

import java.io.IOException;
import no.grend.camt.CamtEntry.Direction;
import no.grend.kernel.Ore;

/** Reads one {@code TxDtls}. Both versions' shapes are known in both: banks mix them, and nothing means two things. */
final class DetailParser {

    private final Reading reading;
    private final Fields fields;
    private final XmlCursor xml;

    private Ore amount;
    private Ore transactionAmount;
    private boolean foreign;
    private boolean unreadable;
    private Direction direction;
    private CamtReferences references = CamtReferences.NONE;
    private String debtorName;
    private CamtAccount debtorAccount;
    private final Remittance remittance;

    private DetailParser(Reading reading) {
        this.reading = reading;
        this.fields = new Fields(reading);
        this.xml = reading.xml();
        this.remittance = new Remittance(reading);
    }

    /**
     * A detail and where it stands.
     *
     * @param foreign whether its amount is only said in another currency
     * @param unreadable whether there is an amount that cannot be read, which has been told
     */
    record Parsed(CamtDetail detail, Reading.Place place, boolean foreign, boolean unreadable) {}

    /** Reads the element just begun. */
    static Parsed parse(Reading reading) throws Unreadable, IOException {
        Reading.Place place = reading.here();
        DetailParser parser = new DetailParser(reading);
        reading.xml().limitElements(reading.limits().detailElements());
        parser.read();
        reading.xml().limitElements(Long.MAX_VALUE);
        return parser.parsed(place);
    }

    private Parsed parsed(Reading.Place place) {
        remittance.judge(place);
        Ore said = amount == null ? transactionAmount : amount;
        CamtDetail detail = new CamtDetail(
                said, direction, references, remittance.kids(), remittance.text(), debtorName, debtorAccount);
        return new Parsed(detail, place, said == null && foreign, said == null && unreadable);
    }

    private void read() throws Unreadable, IOException {
        Seen seen = new Seen(reading, "TxDtls");
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "Refs" -> {
                    seen.once();
                    references();
                }
                case "Amt" -> {
                    seen.once();
                    amount = amount();
                }
                case "CdtDbtInd" -> {
                    seen.once();
                    direction = fields.direction("the payment");
                }
                case "AmtDtls" -> {
                    seen.once();
                    amountDetails();
                }
                case "RltdPties" -> {
                    seen.once();
                    parties();
                }
                case "RmtInf" -> remittance.read();
                case "AddtlTxInf" -> remittance.add(xml.text());
                case "Avlbty",
                        "BkTxCd",
                        "Chrgs",
                        "Intrst",
                        "RltdAgts",
                        "LclInstrm",
                        "Purp",
                        "RltdRmtInf",
                        "RltdDts",
                        "RltdPric",
                        "RltdQties",
                        "FinInstrmId",
                        "Tax",
                        "RtrInf",
                        "CorpActn",
                        "SfkpgAcct",
                        "CshDpst",
                        "CardTx",
                        "SplmtryData" -> xml.skip();
                default -> reading.unknown("TxDtls");
            }
        }
    }

    /** What was paid in another currency has its kroner in the entry. */
    private Ore amount() throws Unreadable, IOException {
        String currency = xml.attribute("Ccy");
        boolean kroner = currency == null || currency.equals("NOK");
        foreign |= !kroner;
        Ore read = currency == null
                ? fields.amount("The amount of the payment")
                : fields.amountIfKroner("The amount of the payment");
        unreadable |= kroner && read == null;
        return read;
    }

    private void amountDetails() throws Unreadable, IOException {
        int own = xml.depth();
        while (xml.child(own)) {
            if (xml.name().equals("TxAmt")) {
                int within = xml.depth();
                while (xml.child(within)) {
                    if (xml.name().equals("Amt")) {
                        transactionAmount = amount();
                    }
                }
            }
        }
    }

    private void references() throws Unreadable, IOException {
        String servicer = null;
        String servicerTransaction = null;
        String transaction = null;
        String clearing = null;
        String instruction = null;
        String endToEnd = null;
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "AcctSvcrRef" -> servicer = fields.reference("The reference AcctSvcrRef");
                case "AcctSvcrTxId" -> servicerTransaction = fields.reference("The reference AcctSvcrTxId");
                case "TxId" -> transaction = fields.reference("The reference TxId");
                case "ClrSysRef" -> clearing = fields.reference("The reference ClrSysRef");
                case "InstrId" -> instruction = fields.reference("The reference InstrId");
                case "EndToEndId" -> endToEnd = fields.reference("The reference EndToEndId");
                default -> {}
            }
        }
        references = new CamtReferences(
                servicer == null ? servicerTransaction : servicer, transaction, clearing, instruction, endToEnd);
    }

    private void parties() throws Unreadable, IOException {
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "Dbtr" -> debtorName = name();
                case "DbtrAcct" -> debtorAccount = payersAccount();
                default -> {}
            }
        }
    }

    /** {@code Nm}, which version 08 has within {@code Pty}. */
    private String name() throws Unreadable, IOException {
        int own = xml.depth();
        String name = null;
        while (xml.child(own)) {
            switch (xml.name()) {
                case "Nm" -> name = xml.text();
                case "Pty" -> name = name();
                default -> {}
            }
        }
        return name;
    }

    /** A payer's account that cannot be one is as good as unknown: the money has come all the same. */
    private CamtAccount payersAccount() throws Unreadable, IOException {
        int own = xml.depth();
        CamtAccount account = null;
        while (xml.child(own)) {
            if (xml.name().equals("Id")) {
                account = fields.account();
            }
        }
        return account != null && account.isPlausible() ? account : null;
    }
}
