package no.grend.ocr.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.camt.CamtAccount;
import no.grend.camt.CamtDetail;
import no.grend.camt.CamtNotification;
import no.grend.camt.CamtReferences;
import no.grend.camt.CamtVersion;
import no.grend.camt.SyntheticCamtFile;
import no.grend.kernel.Ore;

/** A camt.054 file as the bank would make it. */
final class CamtFile {

    private final String messageId;
    private final List<CamtDetail> payments = new ArrayList<>();
    private CamtVersion version = CamtVersion.V02;
    private CamtNotification.Copy copy = CamtNotification.Copy.NONE;
    private String account = BankFile.ACCOUNT;
    private LocalDate day = BankFile.DAY;

    CamtFile(String messageId) {
        this.messageId = messageId;
    }

    CamtFile version(CamtVersion other) {
        version = other;
        return this;
    }

    CamtFile copy() {
        copy = CamtNotification.Copy.COPY;
        return this;
    }

    CamtFile account(String other) {
        account = other;
        return this;
    }

    CamtFile day(LocalDate other) {
        day = other;
        return this;
    }

    /** @param kid null for none @param reference the bank's; null makes it weak */
    CamtFile pay(String kid, long ore, String reference) {
        return pay(CamtDetail.of(Ore.of(ore), kid, reference, null));
    }

    CamtFile pay(CamtDetail payment) {
        payments.add(payment);
        return this;
    }

    CamtFile pay(List<CamtDetail> some) {
        payments.addAll(some);
        return this;
    }

    /** A payment from somebody's account. */
    static CamtDetail from(String debtor, String kid, long ore, String reference) {
        return new CamtDetail(
                Ore.of(ore),
                null,
                new CamtReferences(reference, null, null, null, null),
                List.of(kid),
                null,
                "Kari Prøve",
                new CamtAccount(null, debtor));
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new SyntheticCamtFile(version, messageId, account, day, 3)
                    .write(out, StandardCharsets.UTF_8, copy, payments.size(), number -> payments.get(number - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
