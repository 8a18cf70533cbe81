package no.grend.nets;

/**
 * Who sends what to whom («startrecord for forsendelse», bank-files 3.1).
 *
 * @param sender data sender, eight digits; {@link #BANK_NETWORK} in files from the bank
 * @param number transmission number, unique for the sender
 * @param recipient data recipient, eight digits
 */
public record TransmissionStart(String sender, int number, String recipient) {

    /** The customer unit of the bank network itself. */
    public static final String BANK_NETWORK = "00008080";
}
