package no.grend.ocr.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.nets.FboAssignmentWriter;
import no.grend.nets.FboRecord;
import no.grend.nets.LumpSum;
import no.grend.nets.NetsFileWriter;
import no.grend.nets.OcrAssignmentWriter;
import no.grend.nets.OcrEntry;
import no.grend.nets.TransmissionStart;

/** A file as the bank would make it. */
final class BankFile {

    static final String ACCOUNT = "12345678903";
    static final String RECIPIENT = "00123456";
    static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    /** A payment. @param reference archive reference; zeros make it weak */
    record Pay(String kid, long ore, String reference, int type) {

        static Pay of(String kid, long ore, int reference) {
            return new Pay(kid, ore, String.format("%09d", reference), 10);
        }
    }

    private final int transmission;
    private String account = ACCOUNT;
    private String recipient = RECIPIENT;
    private final List<Pay> payments = new ArrayList<>();
    private final List<List<FboRecord>> mandates = new ArrayList<>();

    BankFile(int transmission) {
        this.transmission = transmission;
    }

    BankFile account(String other) {
        account = other;
        return this;
    }

    BankFile recipient(String other) {
        recipient = other;
        return this;
    }

    BankFile pay(String kid, long ore, int reference) {
        payments.add(Pay.of(kid, ore, reference));
        return this;
    }

    BankFile pay(Pay payment) {
        payments.add(payment);
        return this;
    }

    BankFile pay(List<Pay> some) {
        payments.addAll(some);
        return this;
    }

    /** A mandate assignment; each has the same number. */
    BankFile mandates(FboRecord... records) {
        mandates.add(List.of(records));
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            NetsFileWriter file = new NetsFileWriter(
                    out, new TransmissionStart(TransmissionStart.BANK_NETWORK, transmission, recipient));
            for (List<FboRecord> records : mandates) {
                FboAssignmentWriter fbo = file.mandates(7, account);
                for (FboRecord mandate : records) {
                    fbo.mandate(mandate);
                }
                fbo.end();
            }
            if (!payments.isEmpty()) {
                writePayments(file);
            }
            file.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writePayments(NetsFileWriter file) throws IOException {
        OcrAssignmentWriter ocr = file.payments("001234567", 7, account, DAY);
        int number = 1;
        for (Pay pay : payments) {
            boolean text = pay.type() >= 20;
            ocr.payment(new OcrEntry(
                    pay.type(),
                    number++,
                    DAY,
                    LumpSum.NONE,
                    Ore.of(pay.ore()),
                    text ? null : pay.kid(),
                    "0000000000",
                    pay.reference(),
                    DAY,
                    null,
                    text ? "Kiosk" : null));
        }
        ocr.end();
    }

    /** The same records with something else between them. */
    static byte[] separatedBy(byte[] file, String separator) {
        return new String(file, StandardCharsets.ISO_8859_1)
                .replace("\r\n", separator)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
