package no.grend.ledger.internal.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice.Parts;

/**
 * In which order what is paid on an invoice covers what is asked for on it («dekningsrekkefølge»). It is no row of the
 * journal: what is left of each part follows from what is asked for, what is paid, and this order.
 *
 * @param order every part once
 */
public record Cover(List<Part> order) {

    /** The invoice's own first, so that whoever paid it is not short of the dues for the sake of a fee. */
    public static final Cover USUAL = new Cover(List.of(Part.PRINCIPAL, Part.FEE, Part.INTEREST));

    /** What something is asked for. */
    public enum Part {
        /** «Hovedstol». */
        PRINCIPAL,
        /** «Gebyr». */
        FEE,
        /** «Rente». */
        INTEREST
    }

    public Cover {
        order = List.copyOf(order);
        if (order.size() != Part.values().length || !order.containsAll(List.of(Part.values()))) {
            throw new IllegalArgumentException("Each of " + List.of(Part.values()) + " must be named once");
        }
    }

    /** As it is written in the settings: the names with commas between. */
    public static Cover parse(String names) {
        List<Part> order = new ArrayList<>();
        for (String name : names.split(",")) {
            order.add(Part.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        }
        return new Cover(order);
    }

    /** What is left of each part. @param paid øre, at most all of it */
    public Parts outstanding(Parts owed, long paid) {
        Map<Part, Long> left = new EnumMap<>(Part.class);
        long rest = paid;
        for (Part part : order) {
            long asked = of(owed, part).value();
            long covered = Math.min(rest, asked);
            left.put(part, asked - covered);
            rest -= covered;
        }
        return new Parts(Ore.of(left.get(Part.PRINCIPAL)), Ore.of(left.get(Part.FEE)), Ore.of(left.get(Part.INTEREST)));
    }

    private static Ore of(Parts owed, Part part) {
        return switch (part) {
            case PRINCIPAL -> owed.principal();
            case FEE -> owed.fees();
            case INTEREST -> owed.interest();
        };
    }
}
