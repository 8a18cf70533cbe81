package no.grend.seats.internal.store;

import java.sql.SQLException;

/** The database refused; the transaction is lost. Carries the cause, so that the transaction can be run again. */
final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreFailure(SQLException cause) {
        super("The database of seats refused", cause);
    }
}
