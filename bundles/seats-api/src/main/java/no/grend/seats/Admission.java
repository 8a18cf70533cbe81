package no.grend.seats;

import java.util.Map;
import java.util.Set;

/**
 * Adgang: the owner's word on who may come. Asked outside any transaction, so that it may look wherever it likes; several times
 * for one call when others change the list meanwhile.
 */
@FunctionalInterface
public interface Admission {

    /**
     * @param offeringId what for
     * @param contactIds who has, or would be given, a seat; who has one is asked about in {@link Seats#settle} only, and is sent
     *     away when refused
     * @return those who may not come, and why in a word ({@code FROZEN}, {@code NOT_A_MEMBER}, {@code BUSY}), at most 100 characters; never null
     */
    Map<String, String> refused(String offeringId, Set<String> contactIds);

    /** Everybody may come. */
    Admission OPEN = (offering, contacts) -> Map.of();
}
