package no.grend.avtalegiro.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import no.grend.avtalegiro.MandateIntake.FboRecord;
import no.grend.testkit.FakeMembers;

/** Many members who want to be told of their claims by e-mail. */
final class SelfNotices {

    private SelfNotices() {}

    /** Members 1 to so many, with mandates, e-mail addresses and an open invoice each. */
    static void waiting(House house, int members) {
        List<FboRecord> mandates = IntStream.rangeClosed(1, members)
                .mapToObj(member -> new FboRecord(member + 2L, 1, house.ledger.referenceKid(member), true))
                .toList();
        house.mandates.receive(House.TREASURER, "ocr:many", LocalDate.of(2026, 11, 1), mandates);
        for (int member = 1; member <= members; member++) {
            house.members.put(FakeMembers.kari(member, "m" + member + "@example.org", null, null, "nb"));
            house.ledger.open(member, 100_000L + member, House.DUE, null, 10_000);
        }
        house.db.useTransaction(tx -> {
            for (int member = 1; member <= members; member++) {
                tx.execute("""
                        INSERT INTO avtalegiro_notice_choice (id, member_number, channel, chosen_at, chosen_by, by_member)
                        VALUES (?, ?, 'EMAIL', CURRENT_TIMESTAMP, 'x', TRUE)""", "choice-" + member, member);
            }
        });
    }
}
