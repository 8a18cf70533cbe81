package no.grend.camt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import no.grend.camt.CamtEntry.Status;
import no.grend.kernel.Ore;

/**
 * Writes camt.054 as a bank would, for tests, benchmarks and demonstrations; streams, so memory does not grow. Used by one
 * thread; the stream is not closed.
 */
public final class CamtFileWriter {

    private static final int LONGEST_TEXT = 140;

    private final Elements xml;
    private final CamtVersion version;
    private CamtTotals totals = CamtTotals.NONE;

    /** Begins a file. @param charset of the XML declaration, UTF-8 or ISO-8859-1 */
    public CamtFileWriter(OutputStream out, CamtMessage message, Charset charset) throws IOException {
        this.version = message.version();
        try {
            this.xml = new Elements(
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, charset.name()), charset, version);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        xml.begin("BkToCstmrDbtCdtNtfctn");
        xml.begin("GrpHdr");
        xml.text("MsgId", message.messageId());
        xml.text("CreDtTm", message.createdAt());
        if (message.page() != 1 || !message.lastPage()) {
            xml.begin("MsgPgntn");
            xml.text("PgNb", message.page());
            xml.text("LastPgInd", message.lastPage());
            xml.end();
        }
        xml.end();
    }

    /** Begins a notification. @param summary what it will hold; null is not said */
    public void notification(CamtNotification notification, CamtTotals summary) throws IOException {
        xml.begin("Ntfctn");
        xml.text("Id", notification.id());
        xml.text("CreDtTm", notification.createdAt());
        if (notification.copy() != CamtNotification.Copy.NONE) {
            xml.text("CpyDplctInd", notification.copy());
        }
        xml.begin("Acct");
        account(notification.account());
        xml.text("Ccy", "NOK");
        xml.end();
        if (summary != null) {
            summary(summary);
        }
    }

    private void summary(CamtTotals summary) throws IOException {
        long net = summary.creditOre() - summary.debitOre();
        String direction = net < 0 ? "DBIT" : "CRDT";
        xml.begin("TxsSummry");
        xml.begin("TtlNtries");
        xml.text("NbOfNtries", summary.entries());
        xml.text("Sum", Elements.kroner(Ore.of(summary.creditOre() + summary.debitOre())));
        if (version == CamtVersion.V02) {
            xml.text("TtlNetNtryAmt", Elements.kroner(Ore.of(Math.abs(net))));
            xml.text("CdtDbtInd", direction);
        } else {
            xml.begin("TtlNetNtry");
            xml.text("Amt", Elements.kroner(Ore.of(Math.abs(net))));
            xml.text("CdtDbtInd", direction);
            xml.end();
        }
        xml.end();
        xml.begin("TtlCdtNtries");
        xml.text("Sum", Elements.kroner(Ore.of(summary.creditOre())));
        xml.end();
        xml.begin("TtlDbtNtries");
        xml.text("Sum", Elements.kroner(Ore.of(summary.debitOre())));
        xml.end();
        xml.end();
    }

    /**
     * Writes an entry.
     *
     * @param details none for an entry without; streamed
     */
    public void entry(CamtEntry entry, Iterable<CamtDetail> details) throws IOException {
        xml.begin("Ntry");
        xml.text("NtryRef", entry.reference());
        xml.amount("Amt", entry.amount());
        xml.text("CdtDbtInd", code(entry.direction()));
        if (entry.reversal()) {
            xml.text("RvslInd", "true");
        }
        status(entry.status());
        date("BookgDt", entry.bookedOn());
        date("ValDt", entry.valueOn());
        xml.text("AcctSvcrRef", entry.servicerReference());
        bankCode(entry.bankCode());
        long count = details(entry, details);
        xml.end();
        long ore = entry.amount().value();
        boolean credit = entry.direction() == CamtEntry.Direction.CREDIT;
        totals = totals.plus(new CamtTotals(1, Math.max(1, count), credit ? ore : 0, credit ? 0 : ore));
    }

    private void status(Status status) throws IOException {
        String code =
                switch (status) {
                    case BOOKED -> "BOOK";
                    case PENDING -> "PDNG";
                    case INFORMATION -> "INFO";
                    case FUTURE -> "FUTR";
                };
        if (version == CamtVersion.V02) {
            xml.text("Sts", code);
        } else {
            xml.begin("Sts");
            xml.text("Cd", code);
            xml.end();
        }
    }

    private void date(String name, Object date) throws IOException {
        if (date != null) {
            xml.begin(name);
            xml.text("Dt", date);
            xml.end();
        }
    }

    private void bankCode(String code) throws IOException {
        if (code == null) {
            return;
        }
        List<String> parts = List.of(code.split("/", -1));
        xml.begin("BkTxCd");
        if (parts.size() == 3) {
            xml.begin("Domn");
            xml.text("Cd", parts.get(0));
            xml.begin("Fmly");
            xml.text("Cd", parts.get(1));
            xml.text("SubFmlyCd", parts.get(2));
            xml.end();
        } else {
            xml.begin("Prtry");
            xml.text("Cd", code);
        }
        xml.end();
        xml.end();
    }

    private long details(CamtEntry entry, Iterable<CamtDetail> details) throws IOException {
        long count = 0;
        for (CamtDetail detail : details) {
            if (count == 0) {
                xml.begin("NtryDtls");
                batch(entry, details);
            }
            detail(detail);
            count++;
        }
        if (count > 0) {
            xml.end();
        }
        return count;
    }

    private void batch(CamtEntry entry, Iterable<CamtDetail> details) throws IOException {
        if (details instanceof Collection<?> known && known.size() > 1) {
            xml.begin("Btch");
            xml.text("NbOfTxs", known.size());
            xml.amount("TtlAmt", entry.amount());
            xml.text("CdtDbtInd", code(entry.direction()));
            xml.end();
        }
    }

    private void detail(CamtDetail detail) throws IOException {
        xml.begin("TxDtls");
        references(detail.references());
        amount(detail);
        if (detail.debtorName() != null || detail.debtorAccount() != null) {
            parties(detail);
        }
        if (detail.text() != null || !detail.kids().isEmpty()) {
            remittance(detail);
        }
        xml.end();
    }

    private void references(CamtReferences references) throws IOException {
        if (!references.equals(CamtReferences.NONE)) {
            xml.begin("Refs");
            xml.text("AcctSvcrRef", references.accountServicer());
            xml.text("InstrId", references.instruction());
            xml.text("EndToEndId", references.endToEnd());
            xml.text("TxId", references.transaction());
            xml.text("ClrSysRef", references.clearing());
            xml.end();
        }
    }

    private void amount(CamtDetail detail) throws IOException {
        if (version == CamtVersion.V08) {
            if (detail.amount() != null) {
                xml.amount("Amt", detail.amount());
            }
            xml.text("CdtDbtInd", detail.direction() == null ? null : code(detail.direction()));
        } else if (detail.direction() != null) {
            throw new IllegalArgumentException("In version 02 all details have the direction of their entry");
        } else if (detail.amount() != null) {
            xml.begin("AmtDtls");
            xml.begin("TxAmt");
            xml.amount("Amt", detail.amount());
            xml.end();
            xml.end();
        }
    }

    private void parties(CamtDetail detail) throws IOException {
        xml.begin("RltdPties");
        if (detail.debtorName() != null) {
            xml.begin("Dbtr");
            if (version == CamtVersion.V08) {
                xml.begin("Pty");
            }
            xml.text("Nm", detail.debtorName());
            if (version == CamtVersion.V08) {
                xml.end();
            }
            xml.end();
        }
        if (detail.debtorAccount() != null) {
            xml.begin("DbtrAcct");
            account(detail.debtorAccount());
            xml.end();
        }
        xml.end();
    }

    private void account(CamtAccount account) throws IOException {
        xml.begin("Id");
        if (account.iban() != null) {
            xml.text("IBAN", account.iban());
        } else {
            xml.begin("Othr");
            xml.text("Id", account.other());
            xml.end();
        }
        xml.end();
    }

    private void remittance(CamtDetail detail) throws IOException {
        xml.begin("RmtInf");
        if (detail.text() != null) {
            xml.text(
                    "Ustrd",
                    detail.text()
                            .substring(0, Math.min(LONGEST_TEXT, detail.text().length())));
        }
        for (String kid : detail.kids()) {
            xml.begin("Strd");
            xml.begin("CdtrRefInf");
            xml.begin("Tp");
            xml.begin("CdOrPrtry");
            xml.text("Cd", "SCOR");
            xml.end();
            xml.end();
            xml.text("Ref", kid);
            xml.end();
            xml.end();
        }
        xml.end();
    }

    private static String code(CamtEntry.Direction direction) {
        return direction == CamtEntry.Direction.CREDIT ? "CRDT" : "DBIT";
    }

    /** Ends the notification begun last. */
    public void endNotification() throws IOException {
        xml.end();
    }

    /** Ends the file. @return what was written */
    public CamtTotals finish() throws IOException {
        xml.end();
        xml.endDocument();
        return totals;
    }
}
