package no.grend.nets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import no.grend.kernel.Kid;
import no.grend.kernel.Ore;

/** What is written is what is read, whatever is written. jqwik prints the seed. */
class RoundTripTest {

    @Property(tries = 300)
    void paymentsAndMandates(@ForAll("entries") List<OcrEntry> entries, @ForAll("mandates") List<FboRecord> mandates) {
        FileText text = FileText.of(Examples.file(Examples.FROM_BANK, file -> {
            FboAssignmentWriter fbo = file.mandates(1, Examples.ACCOUNT);
            for (FboRecord mandate : mandates) {
                fbo.mandate(mandate);
            }
            fbo.end();
            OcrAssignmentWriter payments = file.payments(Examples.AGREEMENT, 1, Examples.ACCOUNT, Examples.SETTLED);
            for (OcrEntry entry : entries) {
                payments.payment(entry);
            }
            payments.end();
        }));
        Recorder found = Examples.read(text);
        assertThat(Examples.check(text).errors()).isEmpty();
        assertThat(found.payments).map(RoundTripTest::entry).isEqualTo(entries);
        assertThat(found.mandates).isEqualTo(mandates);
    }

    @Property(tries = 300)
    void claimsAndDeletions(@ForAll("claims") List<Claim> claims, @ForAll("deletions") List<Deletion> deletions) {
        FileText text = FileText.of(Examples.file(Examples.TO_BANK, file -> {
            ClaimAssignmentWriter claiming = file.claims(1, Examples.ACCOUNT);
            for (Claim claim : claims) {
                claiming.claim(claim);
            }
            claiming.end();
            DeletionAssignmentWriter deleting = file.deletions(2, Examples.ACCOUNT);
            for (Deletion deletion : deletions) {
                deleting.deletion(deletion);
            }
            deleting.end();
        }));
        Recorder found = Examples.read(text);
        assertThat(Examples.check(text).errors()).isEmpty();
        assertThat(found.claims).isEqualTo(claims);
        assertThat(found.deletions).isEqualTo(deletions);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSize(80));
    }

    private static OcrEntry entry(OcrPayment payment) {
        return new OcrEntry(
                payment.type(),
                payment.number(),
                payment.settledOn(),
                payment.lumpSum(),
                payment.amount(),
                payment.kid().isEmpty() ? null : payment.kid(),
                payment.formNumber(),
                payment.archiveReference(),
                payment.bankDate(),
                payment.debitAccount(),
                payment.text());
    }

    @Provide
    Arbitrary<List<OcrEntry>> entries() {
        Arbitrary<OcrEntry> entry = Combinators.combine(
                        Arbitraries.integers().between(10, 21),
                        dates(),
                        lumpSums(),
                        Arbitraries.longs().between(0, 99_999_999_999L),
                        kids(Kid.Algorithm.MOD11),
                        digits(10),
                        digits(9),
                        Combinators.combine(dates().injectNull(0.2), accounts(), texts(40))
                                .as(Payer::new))
                .as((type, settled, lumpSum, ore, kid, form, reference, payer) -> new OcrEntry(
                        type,
                        1,
                        settled,
                        lumpSum,
                        Ore.of(ore),
                        kid,
                        form,
                        reference,
                        payer.bankDate(),
                        payer.account(),
                        type >= 20 ? payer.text() : null));
        return entry.list().ofMaxSize(20).map(RoundTripTest::numbered);
    }

    @Provide
    Arbitrary<List<FboRecord>> mandates() {
        AtomicInteger none = new AtomicInteger();
        return Combinators.combine(
                        Arbitraries.of(FboRecord.Registration.class),
                        kids(Kid.Algorithm.MOD10),
                        Arbitraries.of(true, false))
                .as((registration, kid, notice) -> new FboRecord(none.get(), registration, kid, notice))
                .list()
                .ofMaxSize(10)
                .map(list -> {
                    List<FboRecord> numbered = new ArrayList<>();
                    list.forEach(m -> numbered.add(
                            new FboRecord(numbered.size() + 1, m.registration(), m.kid(), m.writtenNotice())));
                    return numbered;
                });
    }

    @Provide
    Arbitrary<List<Claim>> claims() {
        Arbitrary<Claim> claim = Combinators.combine(
                        Arbitraries.of(true, false),
                        dates(),
                        Arbitraries.longs().between(1, 99_999_999_999L),
                        kids(Kid.Algorithm.MOD10),
                        texts(10),
                        texts(25),
                        specifications())
                .as((byBank, due, ore, kid, name, reference, lines) ->
                        new Claim(1, byBank, due, Ore.of(ore), kid, name, reference, byBank ? lines : List.of()));
        return claim.list().ofMaxSize(10).map(list -> {
            List<Claim> numbered = new ArrayList<>();
            list.forEach(c -> numbered.add(new Claim(
                    numbered.size() + 1,
                    c.bankNotified(),
                    c.dueOn(),
                    c.amount(),
                    c.kid(),
                    c.shortName(),
                    c.reference(),
                    c.specification())));
            return numbered;
        });
    }

    @Provide
    Arbitrary<List<Deletion>> deletions() {
        return Combinators.combine(claims(), Arbitraries.of(true, false)).as((claims, whole) -> claims.stream()
                .map(c -> whole
                        ? Deletion.of(c, c.number())
                        : new Deletion(c.number(), c.dueOn(), c.amount(), c.kid(), null, null))
                .toList());
    }

    /** Negative lines, but never more than came in before: a negative total has no place in the file. */
    private static List<OcrEntry> numbered(List<OcrEntry> entries) {
        List<OcrEntry> numbered = new ArrayList<>();
        long net = 0;
        for (OcrEntry e : entries) {
            long ore = e.type() <= 17 && net >= e.amount().value() && numbered.size() % 3 == 2
                    ? -e.amount().value()
                    : e.amount().value();
            net += ore;
            numbered.add(new OcrEntry(
                    e.type(),
                    numbered.size() + 1,
                    e.settledOn(),
                    e.lumpSum(),
                    Ore.of(ore),
                    e.kid(),
                    e.formNumber(),
                    e.archiveReference(),
                    e.bankDate(),
                    e.debitAccount(),
                    e.text()));
        }
        return numbered;
    }

    private record Payer(LocalDate bankDate, String account, String text) {}

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2000, 1, 1).toEpochDay(),
                        Examples.TODAY.plusYears(30).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    private static Arbitrary<String> digits(int length) {
        return Arbitraries.strings().numeric().ofLength(length);
    }

    private static Arbitrary<String> accounts() {
        return digits(11).filter(account -> !account.equals("00000000000")).injectNull(0.2);
    }

    private static Arbitrary<LumpSum> lumpSums() {
        return Combinators.combine(digits(2), digits(2), digits(1), digits(5)).as(LumpSum::new);
    }

    private static Arbitrary<String> kids(Kid.Algorithm algorithm) {
        return Arbitraries.strings().numeric().ofMinLength(3).ofMaxLength(24).map(payload -> Kid.generate(
                        payload, algorithm)
                .value());
    }

    /** Latin letters, as the file has them; the cleaning has tests of its own. */
    private static Arbitrary<String> texts(int length) {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a1', '\u00ff')
                .ofMaxLength(length)
                .map(LatinText::clean);
    }

    private static Arbitrary<List<String>> specifications() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a1', '\u00ff')
                .ofMaxLength(Claim.LINE_WIDTH)
                .map(LatinText::line)
                .list()
                .ofMaxSize(Claim.MOST_LINES)
                .filter(lines -> lines.isEmpty() || !lines.get(lines.size() - 1).isBlank());
    }
}
