package no.grend.member.internal;

import static no.grend.member.internal.Standing.Status.ACTIVE;
import static no.grend.member.internal.Standing.Status.AWAITING_PAYMENT;
import static no.grend.member.internal.Standing.Status.ENDED;
import static no.grend.member.internal.Standing.Status.FUTURE;
import static no.grend.member.internal.Standing.Status.LAPSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Period;
import no.grend.kernel.Ore;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.StoredCategory;
import no.grend.member.internal.store.StoredMembership;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static StoredMembership membership(
            CategoryKind kind, long kroner, String from, String paidUntil, String endedOn) {
        LocalDate first = LocalDate.parse(from);
        return new StoredMembership(
                "m-1",
                "c-1",
                1_000_001,
                "Kari",
                new StoredCategory("k-1", "Voksen", Ore.kroner(kroner), Period.ofYears(1), kind, 1, null),
                first,
                first,
                paidUntil == null ? null : LocalDate.parse(paidUntil),
                null,
                first,
                endedOn == null ? null : LocalDate.parse(endedOn),
                null,
                null,
                null,
                1,
                null);
    }

    private static Standing on(String day, StoredMembership membership) {
        return Standing.of(membership, LocalDate.parse(day), 60);
    }

    @Test
    void followsTheDatesDayByDay() {
        StoredMembership unpaid = membership(CategoryKind.RUNNING, 500, "2026-01-01", null, null);
        assertThat(on("2025-12-31", unpaid).status()).isEqualTo(FUTURE);
        assertThat(on("2026-01-01", unpaid).status()).isEqualTo(AWAITING_PAYMENT);
        assertThat(on("2026-03-02", unpaid).status()).isEqualTo(AWAITING_PAYMENT);
        assertThat(on("2026-03-03", unpaid).status()).isEqualTo(LAPSED);

        StoredMembership paid = membership(CategoryKind.RUNNING, 500, "2026-01-01", "2026-12-31", null);
        assertThat(on("2026-12-31", paid).status()).isEqualTo(ACTIVE);
        assertThat(on("2027-01-01", paid).status()).isEqualTo(AWAITING_PAYMENT);
        assertThat(on("2027-03-03", paid).status()).isEqualTo(LAPSED);
    }

    @Test
    void theLastDayOfAnEndedMembershipStillCounts() {
        StoredMembership ended = membership(CategoryKind.RUNNING, 500, "2026-01-01", "2026-12-31", "2026-06-30");
        assertThat(on("2026-06-30", ended).status()).isEqualTo(ACTIVE);
        assertThat(on("2026-07-01", ended).status()).isEqualTo(ENDED);
    }

    @Test
    void freeIsActiveAndCashEndsByItself() {
        assertThat(on("2040-01-01", membership(CategoryKind.RUNNING, 0, "2026-01-01", null, null))
                        .status())
                .isEqualTo(ACTIVE);
        StoredMembership cash = membership(CategoryKind.CASH, 900, "2026-01-01", "2026-12-31", null);
        assertThat(on("2026-12-31", cash).status()).isEqualTo(ACTIVE);
        assertThat(on("2027-01-01", cash).status()).isEqualTo(ENDED);
    }

    @Test
    void explainsWithRuleAndDates() {
        assertThat(on("2026-02-01", membership(CategoryKind.RUNNING, 500, "2026-01-01", null, null))
                        .explanation())
                .isEqualTo(
                        "The period from 2026-01-01 is not paid. The membership lapses if it is unpaid after 2026-03-02.");
    }
}
