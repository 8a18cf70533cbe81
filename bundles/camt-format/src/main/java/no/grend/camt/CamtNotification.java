package no.grend.camt;

import java.time.LocalDateTime;

/**
 * One account's part of a file ({@code Ntfctn}).
 *
 * @param ordinal place in the file, from 1
 * @param line where it begins in the file, from 1
 * @param id the bank's name for it
 * @param createdAt when the bank made it, Norwegian time; null when it does not say
 * @param copy whether the bank says that it told of this before
 * @param account ours
 */
public record CamtNotification(
        int ordinal, long line, String id, LocalDateTime createdAt, Copy copy, CamtAccount account) {

    /** What the bank says about having told of this before ({@code CpyDplctInd}); ordered again, it is a copy. */
    public enum Copy {
        /** Told of for the first time, as far as is said. */
        NONE,
        /** {@code COPY}: a copy for somebody else, or ordered again. */
        COPY,
        /** {@code DUPL}: the same again. */
        DUPL,
        /** {@code CODU}: both. */
        CODU
    }
}
