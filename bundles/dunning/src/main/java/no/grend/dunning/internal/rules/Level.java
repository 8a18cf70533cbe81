package no.grend.dunning.internal.rules;

/** The letters that an invoice may get when it is not paid, in the order they come. Each is sent at most once. */
public enum Level {
    /** First reminder («purring»). */
    REMINDER_1,
    /** Second reminder («andre purring»). */
    REMINDER_2,
    /** Collection notice («inkassovarsel»): warns of debt collection. */
    COLLECTION_NOTICE,
    /** The creditor's own payment demand («betalingsoppfordring»). */
    PAYMENT_DEMAND;

    /** Whether it belongs to debt collection, and must be in writing with a deadline (inkassoloven §§ 9 and 10). */
    public boolean isCollection() {
        return this == COLLECTION_NOTICE || this == PAYMENT_DEMAND;
    }

    /** Whether its fee is one of the few that reminders and the collection notice share. */
    public boolean sharesReminderFees() {
        return this != PAYMENT_DEMAND;
    }
}
