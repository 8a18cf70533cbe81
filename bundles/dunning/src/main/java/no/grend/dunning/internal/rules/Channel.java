package no.grend.dunning.internal.rules;

/** How a letter travels to whoever owes. */
public enum Channel {
    EMAIL,
    /** On paper: it is put in the print queue. */
    LETTER,
    SMS;

    /** Whether a fee may be asked for it, and debt collection be warned of: that takes a letter in writing. */
    public boolean isWriting() {
        return this != SMS;
    }
}
