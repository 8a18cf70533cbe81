package no.grend.dunning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import no.grend.dunning.internal.store.Step.State;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.Letters;
import no.grend.invoicepdf.Pdf;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.FakeMembers;
import no.grend.testkit.TestDatabase;

class PaperLettersTest {

    private final List<Letter> printed = new ArrayList<>();

    private PaperLetters paper(House house, Letters press) {
        return new PaperLetters(house.queue, house.ledger, house.members, house.organisation, press);
    }

    private static String queued(House house) {
        house.members.put(FakeMembers.kari(1, null, null, House.HOME, "nb"));
        house.ledger.open(1, 1001, House.DUE, 50_000);
        house.run(false);
        return house.queue
                .letters(House.TREASURER, State.QUEUED, null, null)
                .items()
                .get(0)
                .id();
    }

    @DatabaseTest
    void aLetterHasItsAddressItsSumsApartAndADeadlineFromPosting(TestDatabase fresh) {
        House house = new House(fresh);
        String id = queued(house);

        PaperLetters.Sheet sheet = paper(house, null).sheet(House.TREASURER, id);
        Pdf pdf = paper(house, letter -> {
                    printed.add(letter);
                    return new byte[] {1};
                })
                .pdf(House.TREASURER, id);

        assertThat(sheet.to()).containsExactly("Kari Medlem", "Storgata 1", "0155 Oslo");
        assertThat(sheet.body()).contains("Betal innen 5. april 2026", "Grend Sykkelklubb");
        assertThat(pdf.name()).isEqualTo("purring-1001.pdf");
        Letter letter = printed.get(0);
        assertThat(letter.lines()).extracting(Letter.Line::amount).containsExactly(Ore.kroner(500), Ore.kroner(38));
        assertThat(letter.sum()).isEqualTo(Ore.kroner(538));
        assertThat(((Letter.Payment.ToPay) letter.payment()).dueDate()).isEqualTo("2026-04-05");
        assertThat(letter.recipient().address()).containsExactly("Storgata 1", "0155 Oslo");
    }

    @DatabaseTest
    void withoutAPressTheTextIsStillThere(TestDatabase fresh) {
        House house = new House(fresh);
        String id = queued(house);

        assertThatThrownBy(() -> paper(house, null).pdf(House.TREASURER, id))
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
    }
}
