package no.grend.camt;

import java.time.LocalDateTime;

/**
 * The head of a file ({@code GrpHdr}).
 *
 * @param messageId the bank's name for the message. A copy ordered again may keep it or get a new one, so it tells files
 *     apart but never payments
 * @param createdAt when the bank made it, Norwegian time
 * @param page of a message in several files, from 1; 1 when the bank does not say
 * @param lastPage false when the bank says that another file follows
 */
public record CamtMessage(CamtVersion version, String messageId, LocalDateTime createdAt, int page, boolean lastPage) {

    /** A message that is one file. */
    public static CamtMessage of(CamtVersion version, String messageId, LocalDateTime createdAt) {
        return new CamtMessage(version, messageId, createdAt, 1, true);
    }
}
