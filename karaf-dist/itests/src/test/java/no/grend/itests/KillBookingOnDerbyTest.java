package no.grend.itests;

/** Booking on Derby is killed while it is under load. */
class KillBookingOnDerbyTest extends KillingBooking {

    @Override
    String database() {
        return "derby";
    }
}
