package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.spi.InvoiceSource.Skipped;
import no.grend.member.Members.CategoryKind;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class RenewalTest {

    private final List<InvoiceDraft> drafts = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    private void due(RenewalSource source, String day) {
        drafts.clear();
        skipped.clear();
        source.due(LocalDate.parse(day), drafts::add, skipped::add);
    }

    private List<String> keys() {
        return drafts.stream().map(InvoiceDraft::sourceKey).toList();
    }

    @DatabaseTest
    void offersEachOutstandingPeriodInOrderAndNothingThatIsPaid(TestDatabase fresh) {
        Register register = new Register(fresh);
        RenewalSource source = new RenewalSource(register.core);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String kari = register.member("Kari", "Nordmann");
        String id = register.membership(kari, adult, "2015-05-01", "2026-12-31");

        due(source, "2026-12-31");
        assertThat(drafts).isEmpty();
        due(source, "2028-01-01");

        assertThat(keys()).containsExactly("membership:" + id + ":2027-01-01", "membership:" + id + ":2028-01-01");
        assertThat(drafts.get(0).lines()).singleElement().satisfies(line -> {
            assertThat(line.text()).isEqualTo("Medlemskontingent Voksen 01.01.2027–31.12.2027");
            assertThat(line.amount()).isEqualTo(Ore.kroner(500));
        });
        assertThat(drafts.get(0).memberNumber()).isEqualTo(1_000_001);
        assertThat(drafts.get(0).payerName()).isEqualTo("Kari Nordmann");

        source.invoiced(keys().subList(0, 1));
        source.invoiced(keys().subList(0, 1));
        due(source, "2028-01-01");
        assertThat(keys()).containsExactly("membership:" + id + ":2028-01-01");
        assertThat(register.core.memberships().required(STAFF, id).invoicedUntil())
                .isEqualTo("2027-12-31");
        assertThat(register.audit.of("MEMBERSHIPS_INVOICED")).hasSize(1);
    }

    @DatabaseTest
    void cashIsOnePeriodAndFreeIsNone(TestDatabase fresh) {
        Register register = new Register(fresh);
        RenewalSource source = new RenewalSource(register.core);
        String cash = register.category("Sommer", 900, "P3M", CategoryKind.CASH);
        String free = register.category("Æresmedlem", 0, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("A", "B"), cash, "2026-06-01", null);
        register.membership(register.member("C", "D"), free, "2026-06-01", null);

        due(source, "2027-06-01");
        assertThat(keys()).containsExactly("membership:" + id + ":2026-06-01");
        source.invoiced(keys());
        due(source, "2030-06-01");
        assertThat(drafts).isEmpty();
    }

    @DatabaseTest
    void endedMembershipsAreSkippedWithTheReasonOnce(TestDatabase fresh) {
        Register register = new Register(fresh);
        RenewalSource source = new RenewalSource(register.core);
        String adult = register.category("Voksen", 500, "P1Y", CategoryKind.RUNNING);
        String id = register.membership(register.member("A", "B"), adult, "2025-01-01", "2026-12-31");
        register.core.memberships().end(STAFF, id, LocalDate.parse("2026-12-31"), "Flytter");

        due(source, "2027-01-15");
        assertThat(drafts).isEmpty();
        assertThat(skipped)
                .containsExactly(new Skipped(
                        "membership:" + id,
                        "MEMBERSHIP_ENDED",
                        "The membership's last day is 2026-12-31, and the period begins after that."));
        due(source, "2028-01-15");
        assertThat(skipped).isEmpty();
    }

    @DatabaseTest
    void monthsFromTheThirtyFirstDoNotSlide(TestDatabase fresh) {
        Register register = new Register(fresh);
        RenewalSource source = new RenewalSource(register.core);
        String monthly = register.category("Trening", 300, "P1M", CategoryKind.RUNNING);
        String id = register.membership(register.member("A", "B"), monthly, "2026-01-31", null);

        due(source, "2026-05-01");

        assertThat(keys())
                .containsExactly(
                        "membership:" + id + ":2026-01-31",
                        "membership:" + id + ":2026-02-28",
                        "membership:" + id + ":2026-03-31",
                        "membership:" + id + ":2026-04-30");
    }
}
