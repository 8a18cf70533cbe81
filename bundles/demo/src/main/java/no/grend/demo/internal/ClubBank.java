package no.grend.demo.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.nets.FboAssignmentWriter;
import no.grend.nets.FboRecord;
import no.grend.nets.FboRecord.Registration;
import no.grend.nets.NetsFileWriter;
import no.grend.nets.OcrAssignmentWriter;
import no.grend.nets.OcrEntry;
import no.grend.nets.TransmissionStart;

/** The bank network's side of the demo: writes the files that it would have sent the club. */
final class ClubBank {

    /** The club's account and its customer unit id; no real ones. */
    static final String ACCOUNT = "12345678903";

    static final String CUSTOMER_UNIT = "00987654";

    private static final int AVTALEGIRO = 15;
    private static final int ONLINE_BANK = 13;

    private final int transmission;
    private final LocalDate madeOn;
    private final List<OcrEntry> payments = new ArrayList<>();
    private final List<FboRecord> mandates = new ArrayList<>();

    ClubBank(int transmission, LocalDate madeOn) {
        this.transmission = transmission;
        this.madeOn = madeOn;
    }

    void paid(String kid, Ore amount, boolean avtaleGiro) {
        int number = payments.size() + 1;
        payments.add(OcrEntry.giro(
                avtaleGiro ? AVTALEGIRO : ONLINE_BANK,
                number,
                madeOn,
                amount,
                kid,
                "%09d".formatted(transmission * 1_000L + number),
                null));
    }

    void signedUp(String kid, boolean writtenNotice) {
        mandates.add(new FboRecord(mandates.size() + 1, Registration.NEW_OR_CHANGED, kid, writtenNotice));
    }

    InputStream file() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            NetsFileWriter file = new NetsFileWriter(
                    bytes, new TransmissionStart(TransmissionStart.BANK_NETWORK, transmission, CUSTOMER_UNIT));
            if (!payments.isEmpty()) {
                OcrAssignmentWriter ocr = file.payments("000000001", 1, ACCOUNT, madeOn);
                for (OcrEntry payment : payments) {
                    ocr.payment(payment);
                }
                ocr.end();
            }
            if (!mandates.isEmpty()) {
                FboAssignmentWriter fbo = file.mandates(2, ACCOUNT);
                for (FboRecord mandate : mandates) {
                    fbo.mandate(mandate);
                }
                fbo.end();
            }
            file.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
