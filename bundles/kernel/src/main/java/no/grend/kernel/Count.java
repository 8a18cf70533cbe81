package no.grend.kernel;

/** How many of something, in words for staff: «1 invoice», «2 invoices», and «0 invoices». */
public final class Count {

    private Count() {}

    /** @param thing one of them, whose plural only takes an s */
    public static String of(long count, String thing) {
        return of(count, thing, thing + "s");
    }

    /**
     * Also for a whole sentence: {@code of(1, "claim has ended", "claims have ended")}.
     *
     * @param one what follows 1
     * @param many what follows every other number
     */
    public static String of(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
