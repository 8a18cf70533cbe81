package no.grend.nets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;

/** Files and records that several tests start from. */
final class Examples {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final LocalDate SETTLED = LocalDate.of(2026, 11, 20);
    static final TransmissionStart FROM_BANK = new TransmissionStart("00008080", 123, "00012345");
    static final TransmissionStart TO_BANK = new TransmissionStart("00012345", 456, "00008080");
    static final String ACCOUNT = "12345678903";
    static final String AGREEMENT = "001234567";
    static final String KID = "050000000100000012";

    /** What writes a file. */
    interface Script {
        void write(NetsFileWriter file) throws IOException;
    }

    private Examples() {}

    static byte[] file(TransmissionStart start, Script script) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, start, script);
        return out.toByteArray();
    }

    private static void write(OutputStream out, TransmissionStart start, Script script) {
        try {
            NetsFileWriter file = new NetsFileWriter(out, start);
            script.write(file);
            file.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OcrEntry payment(int type, int number, long ore) {
        return OcrEntry.giro(type, number, SETTLED, Ore.of(ore), KID, "10000000" + number, "99990000001");
    }

    static OcrEntry withText(int type, int number, long ore, String text) {
        return new OcrEntry(
                type, number, SETTLED, LumpSum.NONE, Ore.of(ore), null, "0000000000", "123456001", null, null, text);
    }

    /**
     * Lines: 1 start; 2 payments 3-4, 5-6 (negative), 7-9 (with text), 10 end; 11 mandates 12, 13, 14 end; 15 end. Both
     * assignments have number 1.
     */
    static FileText fromBank() {
        return FileText.of(file(FROM_BANK, file -> {
            OcrAssignmentWriter payments = file.payments(AGREEMENT, 1, ACCOUNT, SETTLED);
            payments.payment(payment(15, 1, 25_000));
            payments.payment(payment(10, 2, -5_000));
            payments.payment(withText(20, 3, 1_000, "Kjøp på messe"));
            payments.end();
            FboAssignmentWriter mandates = file.mandates(1, ACCOUNT);
            mandates.mandate(new FboRecord(1, FboRecord.Registration.NEW_OR_CHANGED, KID, true));
            mandates.mandate(new FboRecord(2, FboRecord.Registration.DELETED, "050000000200000005", false));
            mandates.end();
        }));
    }

    static Claim claim(int number, boolean bankNotified, List<String> specification) {
        LocalDate dueOn = LocalDate.of(2026, 12, 31).plusDays(number - 1L);
        return new Claim(
                number, bankNotified, dueOn, Ore.of(25_000), KID, "Prøve Perso", "Kontingent 2027", specification);
    }

    /**
     * Lines: 1 start; 2 claims 3-4 with specification 5-7, 8-9, 10 end; 11 deletions 12-13, 14 (item 1 alone), 15 end; 16
     * end.
     */
    static FileText toBank() {
        return FileText.of(file(TO_BANK, file -> {
            ClaimAssignmentWriter claims = file.claims(7, ACCOUNT);
            String wide = "Kontingent".repeat(5);
            claims.claim(claim(1, true, List.of(wide, "", "Hilsen laget")));
            claims.claim(claim(2, false, List.of()));
            claims.end();
            DeletionAssignmentWriter deletions = file.deletions(8, ACCOUNT);
            deletions.deletion(Deletion.of(claim(1, true, List.of()), 1));
            deletions.deletion(new Deletion(2, LocalDate.of(2027, 1, 5), Ore.of(100), KID, null, null));
            deletions.end();
        }));
    }

    static FileReport check(FileText text) {
        return check(text.bytes());
    }

    static FileReport check(byte[] file) {
        return new NetsFileReader(TODAY).check(file);
    }

    static Recorder read(FileText text) {
        Recorder recorder = new Recorder();
        new NetsFileReader(TODAY).read(text.bytes(), recorder);
        return recorder;
    }
}
