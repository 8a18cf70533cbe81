package no.grend.itests;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A bank's file written by hand from the record layouts (bank-files 3-5), with no code of the product: so the product is
 * read against the specification and not against itself.
 */
final class BankFile {

    private static final DateTimeFormatter DDMMYY = DateTimeFormatter.ofPattern("ddMMyy");

    private final String recipient;
    private final String account;
    private final int transmission;
    private final LocalDate made;
    private final List<String> payments = new ArrayList<>();
    private final List<String> mandates = new ArrayList<>();
    private int count;
    private long total;

    BankFile(String recipient, String account, int transmission, LocalDate made) {
        this.recipient = recipient;
        this.account = account;
        this.transmission = transmission;
        this.made = made;
    }

    /** An AvtaleGiro payment (type 15). */
    BankFile paid(String kid, long ore) {
        count++;
        total += ore;
        payments.add("NY091530%07d%s%s%s%s%05d0%017d%25s000000"
                .formatted(count, date(made), "10", "%02d".formatted(made.getDayOfMonth()), "1", 1, ore, kid));
        payments.add("NY091531%07d%010d%09d0000000%s%011d%022d"
                .formatted(count, 0, transmission * 1000L + count, date(made), 0L, 0L));
        return this;
    }

    /** A mandate: registration type 0, 1 or 2. */
    BankFile mandate(int type, String kid, boolean notice) {
        mandates.add("NY219470%07d%d%25s%s%038d".formatted(mandates.size() + 1, type, kid, notice ? "J" : "N", 0));
        return this;
    }

    byte[] bytes() {
        List<String> records = new ArrayList<>();
        records.add("NY00001000008080%07d%s%049d".formatted(transmission, recipient, 0));
        if (!payments.isEmpty()) {
            records.add("NY090020%09d%07d%s%045d".formatted(1, 1, account, 0));
            records.addAll(payments);
            records.add("NY090088%08d%08d%017d%s%s%s%021d"
                    .formatted(count, payments.size() + 2, total, date(made), date(made), date(made), 0));
        }
        if (!mandates.isEmpty()) {
            records.add("NY212420%09d%07d%s%045d".formatted(0, 1, account, 0));
            records.addAll(mandates);
            records.add("NY212488%08d%08d%056d".formatted(mandates.size(), mandates.size() + 2, 0));
        }
        records.add("NY000089%08d%08d%017d%s%033d"
                .formatted(count + mandates.size(), records.size() + 1, total, date(made), 0));
        records.forEach(record -> {
            if (record.length() != 80) {
                throw new IllegalStateException(record.length() + ": " + record);
            }
        });
        return (String.join("\r\n", records) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String date(LocalDate date) {
        return DDMMYY.format(date);
    }
}
