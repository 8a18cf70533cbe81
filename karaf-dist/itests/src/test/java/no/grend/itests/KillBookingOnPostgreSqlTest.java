package no.grend.itests;

/** Booking on PostgreSQL is killed while it is under load. */
class KillBookingOnPostgreSqlTest extends KillingBooking {

    @Override
    String database() {
        return "postgresql";
    }
}
