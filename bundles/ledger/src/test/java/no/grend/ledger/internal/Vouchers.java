package no.grend.ledger.internal;

import java.util.Map;
import java.util.TreeMap;

/** Reads an export to accounting as an accounting system does. */
final class Vouchers {

    private Vouchers() {}

    /** Øre by which vouchers do not balance; empty when all do. */
    static Map<String, Long> differences(String exported) {
        Map<String, Long> byVoucher = new TreeMap<>();
        exported.lines().skip(1).forEach(line -> {
            String[] cells = line.split(";", -1);
            byVoucher.merge(cells[1], ore(cells[4]) - ore(cells[5]), Long::sum);
        });
        byVoucher.values().removeIf(difference -> difference == 0);
        return byVoucher;
    }

    private static long ore(String amount) {
        return amount.isEmpty() ? 0 : Long.parseLong(amount.replace(",", ""));
    }
}
