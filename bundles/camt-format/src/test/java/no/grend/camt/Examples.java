package no.grend.camt;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Files that several tests start from, by hand and not by the writer. */
final class Examples {

    static final LocalDate BOOKED = LocalDate.of(2026, 11, 20);
    static final String ACCOUNT = "12345678903";
    static final String KID = "050000000100000012";
    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.02";

    private static final String KID_INFORMATION =
            "<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>" + KID
                    + "</Ref></CdtrRefInf></Strd></RmtInf>";

    private Examples() {}

    /** One sum of two payments, a fee, and a payment taken back; version 02. */
    static final String V02 = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02">
            <BkToCstmrDbtCdtNtfctn>
            <GrpHdr>
            <MsgId>M-1</MsgId>
            <CreDtTm>2026-11-20T17:00:00Z</CreDtTm>
            </GrpHdr>
            <Ntfctn>
            <Id>N-1</Id>
            <CreDtTm>2026-11-20T18:00:00</CreDtTm>
            <Acct><Id><Othr><Id>12345678903</Id></Othr></Id><Ccy>NOK</Ccy></Acct>
            <TxsSummry><TtlNtries><NbOfNtries>3</NbOfNtries><Sum>862.50</Sum><TtlNetNtryAmt>638.50</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd></TtlNtries><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>750.50</Sum></TtlCdtNtries><TtlDbtNtries><NbOfNtries>2</NbOfNtries><Sum>112.00</Sum></TtlDbtNtries></TxsSummry>
            <Ntry>
            <NtryRef>1</NtryRef>
            <Amt Ccy="NOK">750.50</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd>
            <Sts>BOOK</Sts>
            <BookgDt><Dt>2026-11-20</Dt></BookgDt>
            <ValDt><Dt>2026-11-19</Dt></ValDt>
            <AcctSvcrRef>E1</AcctSvcrRef>
            <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>VCOM</SubFmlyCd></Fmly></Domn></BkTxCd>
            <NtryDtls>
            <Btch><NbOfTxs>2</NbOfTxs><TtlAmt Ccy="NOK">750.50</TtlAmt></Btch>
            <TxDtls>
            <Refs><AcctSvcrRef>000111222</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
            <AmtDtls><TxAmt><Amt Ccy="NOK">250.00</Amt></TxAmt></AmtDtls>
            <RltdPties><Dbtr><Nm>Kari Prøve</Nm></Dbtr><DbtrAcct><Id><IBAN>NO93 8601 1117 947</IBAN></Id></DbtrAcct></RltdPties>
            %1$s
            </TxDtls>
            <TxDtls>
            <Refs><TxId>T-2</TxId></Refs>
            <AmtDtls><TxAmt><Amt Ccy="NOK">500.50</Amt></TxAmt></AmtDtls>
            <RmtInf><Ustrd>Gave fra  bestemor</Ustrd></RmtInf>
            </TxDtls>
            </NtryDtls>
            </Ntry>
            <Ntry>
            <Amt Ccy="NOK">12.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><BkTxCd><Prtry><Cd>GEBYR</Cd></Prtry></BkTxCd><AddtlNtryInf>Gebyr</AddtlNtryInf>
            </Ntry>
            <Ntry>
            <Amt Ccy="NOK">100</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-11-20T23:30:00Z</DtTm></BookgDt>
            <NtryDtls><TxDtls><Refs><AcctSvcrRef>R3</AcctSvcrRef></Refs>%1$s</TxDtls></NtryDtls>
            </Ntry>
            </Ntfctn>
            </BkToCstmrDbtCdtNtfctn>
            </Document>
            """.formatted(KID_INFORMATION);

    /** A sum with a credit note in it, and something that is only expected; version 08. */
    static final String V08 = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">
            <BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>M-8</MsgId><CreDtTm>2026-11-20T18:00:00+01:00</CreDtTm><MsgPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></MsgPgntn></GrpHdr>
            <Ntfctn>
            <Id>N-8</Id><CpyDplctInd>COPY</CpyDplctInd>
            <Acct><Id><IBAN>NO9386011117947</IBAN></Id></Acct>
            <TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>320.00</Sum><TtlNetNtry><Amt>320.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries></TxsSummry>
            <Ntry>
            <Amt Ccy="NOK">220.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>
            <NtryDtls>
            <TxDtls><Refs><AcctSvcrRef>A1</AcctSvcrRef></Refs><Amt Ccy="NOK">250.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Ola Prøve</Nm></Pty></Dbtr></RltdPties>%1$s</TxDtls>
            <TxDtls><Refs><AcctSvcrRef>A2</AcctSvcrRef></Refs><Amt Ccy="NOK">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>%1$s</TxDtls>
            </NtryDtls>
            </Ntry>
            <Ntry><Amt Ccy="NOK">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry>
            </Ntfctn>
            </BkToCstmrDbtCdtNtfctn>
            </Document>
            """.formatted(KID_INFORMATION);

    /** One line of the file changed; fails when there is nothing to change. @param line from 1 */
    static String onLine(int line, String from, String to) {
        return onLine(V02, line, from, to);
    }

    static String onLine(String file, int line, String from, String to) {
        String[] lines = file.split("\n", -1);
        if (!lines[line - 1].contains(from)) {
            throw new IllegalArgumentException("Line " + line + " has no " + from + ": " + lines[line - 1]);
        }
        lines[line - 1] = lines[line - 1].replace(from, to);
        return String.join("\n", lines);
    }

    /** Everywhere; fails when there is nothing to change. */
    static String all(String from, String to) {
        if (!V02.contains(from)) {
            throw new IllegalArgumentException("There is no " + from);
        }
        return V02.replace(from, to);
    }

    static CamtReport check(String file) {
        return check(file, StandardCharsets.UTF_8);
    }

    static CamtReport check(String file, Charset charset) {
        return new CamtFileReader().check(file.getBytes(charset));
    }

    /** What an accepted file delivers; fails when it is refused. */
    static Recorder read(String file) {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    static Recorder read(byte[] file) {
        Recorder found = new Recorder();
        new CamtFileReader().read(file, found).requireAccepted();
        return found;
    }
}
