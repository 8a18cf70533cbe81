package no.grend.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import no.grend.camt.CamtAccount;
import no.grend.camt.CamtDetail;
import no.grend.camt.CamtNotification;
import no.grend.camt.CamtReferences;
import no.grend.camt.CamtVersion;
import no.grend.camt.SyntheticCamtFile;
import no.grend.kernel.Ore;
import no.grend.nets.FboAssignmentWriter;
import no.grend.nets.FboRecord;
import no.grend.nets.FboRecord.Registration;
import no.grend.nets.LumpSum;
import no.grend.nets.NetsFileWriter;
import no.grend.nets.OcrAssignmentWriter;
import no.grend.nets.OcrEntry;
import no.grend.nets.TransmissionStart;
import no.grend.simulation.OwnBook.Money;

/** The bank: four files a day in two formats, out of order, again, and turned around, as banks do when they help. */
final class Bank {

    static final String ACCOUNT = "12345678903";
    static final String UNIT = "00123456";

    private final Random random;
    private final List<Money> today = new ArrayList<>();
    private final List<Change> mandates = new ArrayList<>();
    private final List<Parcel> onTheWay = new ArrayList<>();
    private final List<Parcel> delivered = new ArrayList<>();
    private int transmission = 1;
    private int reference = 1;

    Bank(Random random) {
        this.random = random;
    }

    /** A file. @param contents what it tells of @param after the day from which it may be delivered */
    record Parcel(byte[] bytes, List<Money> contents, LocalDate after) {}

    private record Change(Registration registration, String kid) {}

    /** An archive reference that the bank has not used before. */
    String nextReference() {
        return String.format("%09d", reference++);
    }

    void pay(Money money) {
        today.add(money);
    }

    /** A payer signs up, or ends it. @param kid the reference that the payer was given */
    void mandate(String kid, Registration registration) {
        mandates.add(new Change(registration, kid));
    }

    /** Makes the day's files, and says which are delivered now, in which order. */
    List<Parcel> closeOfDay(LocalDate day) {
        List<Parcel> now = new ArrayList<>();
        if (!mandates.isEmpty()) {
            // In order, for what a payer decided last counts.
            now.add(new Parcel(ocr(day, List.of()), List.of(), day));
            mandates.clear();
        }
        if (!today.isEmpty()) {
            send(day);
            today.clear();
        }
        Collections.shuffle(onTheWay, random);
        for (Parcel parcel : List.copyOf(onTheWay)) {
            if (now.size() < 4 && !parcel.after().isAfter(day)) {
                onTheWay.remove(parcel);
                delivered.add(parcel);
                now.add(parcel);
            }
        }
        if (!delivered.isEmpty() && random.nextInt(6) == 0) {
            now.add(delivered.get(random.nextInt(delivered.size())));
        }
        return now;
    }

    /** Whether anything is still to be delivered. */
    boolean isDone() {
        return onTheWay.isEmpty() && today.isEmpty() && mandates.isEmpty();
    }

    private void send(LocalDate day) {
        List<Money> withKid =
                today.stream().filter(money -> money.kid() != null).toList();
        boolean both = random.nextInt(3) > 0;
        boolean camt = both || withKid.size() < today.size() || random.nextBoolean();
        if ((both || !camt) && !withKid.isEmpty()) {
            int cut = random.nextInt(withKid.size() + 1);
            for (List<Money> part : List.of(withKid.subList(0, cut), withKid.subList(cut, withKid.size()))) {
                if (!part.isEmpty()) {
                    ship(ocr(day, part), part, day);
                }
            }
            if (random.nextInt(5) == 0) {
                List<Money> turned = turned(withKid);
                ship(ocr(day, turned), turned, day);
            }
        }
        if (camt) {
            List<Money> all = turned(today);
            ship(camt(day, all, CamtNotification.Copy.NONE), all, day);
            if (random.nextInt(5) == 0) {
                List<Money> turned = turned(all);
                ship(camt(day, turned, CamtNotification.Copy.COPY), turned, day);
            }
        }
    }

    private void ship(byte[] bytes, List<Money> contents, LocalDate day) {
        onTheWay.add(new Parcel(bytes, List.copyOf(contents), day.plusDays(random.nextInt(4))));
    }

    private List<Money> turned(List<Money> some) {
        List<Money> turned = new ArrayList<>(some);
        Collections.shuffle(turned, random);
        return turned;
    }

    private byte[] ocr(LocalDate day, List<Money> payments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            NetsFileWriter file = new NetsFileWriter(
                    out, new TransmissionStart(TransmissionStart.BANK_NETWORK, transmission++, UNIT));
            if (!mandates.isEmpty() && payments.isEmpty()) {
                FboAssignmentWriter fbo = file.mandates(7, ACCOUNT);
                int serial = 1;
                for (Change change : mandates) {
                    fbo.mandate(new FboRecord(serial++, change.registration(), change.kid(), random.nextBoolean()));
                }
                fbo.end();
            }
            if (!payments.isEmpty()) {
                OcrAssignmentWriter ocr = file.payments("001234567", 7, ACCOUNT, day);
                int number = 1;
                for (Money money : payments) {
                    ocr.payment(new OcrEntry(
                            10,
                            number++,
                            money.day(),
                            LumpSum.NONE,
                            Ore.of(money.ore()),
                            money.kid(),
                            "0000000000",
                            money.reference(),
                            money.day(),
                            null,
                            null));
                }
                ocr.end();
            }
            file.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private byte[] camt(LocalDate day, List<Money> payments, CamtNotification.Copy copy) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CamtVersion version = random.nextBoolean() ? CamtVersion.V02 : CamtVersion.V08;
        try {
            new SyntheticCamtFile(version, "M-" + transmission++, ACCOUNT, day, 3)
                    .write(
                            out,
                            StandardCharsets.UTF_8,
                            copy,
                            payments.size(),
                            number -> detail(payments.get(number - 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static CamtDetail detail(Money money) {
        return new CamtDetail(
                Ore.of(money.ore()),
                null,
                new CamtReferences(money.reference(), null, null, null, null),
                money.kid() == null ? List.of() : List.of(money.kid()),
                money.kid() == null ? "Kontingent" : null,
                null,
                (CamtAccount) null);
    }
}
