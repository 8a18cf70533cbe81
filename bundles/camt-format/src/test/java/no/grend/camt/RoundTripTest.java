package no.grend.camt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import no.grend.camt.CamtEntry.Direction;
import no.grend.camt.CamtEntry.Status;
import no.grend.kernel.Kid;
import no.grend.kernel.Ore;

/** What is written is what is read, whatever is written, in both versions and encodings. jqwik prints the seed. */
class RoundTripTest {

    /** An entry with its payments. */
    record Booked(CamtEntry entry, List<CamtDetail> details) {}

    @Property(tries = 300)
    void whatIsWrittenIsRead(
            @ForAll CamtVersion version, @ForAll boolean latin, @ForAll("entries") List<Booked> entries) {
        Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        byte[] file = write(version, charset, entries);
        Recorder found = Examples.read(file);
        assertThat(found.message).isEqualTo(message(version));
        assertThat(found.entries)
                .extracting(RoundTripTest::placeless)
                .isEqualTo(entries.stream().map(Booked::entry).toList());
        assertThat(found.payments)
                .extracting(RoundTripTest::detail)
                .isEqualTo(entries.stream().flatMap(e -> e.details().stream()).toList());
        assertThat(found.payments).allSatisfy(payment -> {
            CamtPayment again = Examples.read(write(
                            version == CamtVersion.V02 ? CamtVersion.V08 : CamtVersion.V02,
                            StandardCharsets.UTF_8,
                            entries))
                    .payments
                    .get(payment.number() - 1);
            assertThat(again.identity()).as("in the other version").isEqualTo(payment.identity());
        });
    }

    private static byte[] write(CamtVersion version, Charset charset, List<Booked> entries) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CamtFileWriter file = new CamtFileWriter(out, message(version), charset);
            CamtTotals totals = CamtTotals.NONE;
            for (Booked booked : entries) {
                long ore = booked.entry().amount().value();
                boolean credit = booked.entry().direction() == Direction.CREDIT;
                totals = totals.plus(new CamtTotals(1, booked.details().size(), credit ? ore : 0, credit ? 0 : ore));
            }
            file.notification(
                    new CamtNotification(
                            1,
                            0,
                            "N",
                            LocalDateTime.of(2026, 11, 20, 18, 0),
                            CamtNotification.Copy.DUPL,
                            CamtAccount.ofNorwegian(Examples.ACCOUNT)),
                    totals);
            for (Booked booked : entries) {
                file.entry(booked.entry(), booked.details());
            }
            file.endNotification();
            assertThat(file.finish()).isEqualTo(totals);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CamtMessage message(CamtVersion version) {
        return new CamtMessage(version, "M-1", LocalDateTime.of(2026, 11, 20, 18, 30, 1), 2, true);
    }

    private static CamtEntry placeless(CamtEntry entry) {
        return new CamtEntry(
                entry.ordinal(),
                0,
                entry.reference(),
                entry.amount(),
                entry.direction(),
                entry.reversal(),
                entry.status(),
                entry.bookedOn(),
                entry.valueOn(),
                entry.servicerReference(),
                entry.bankCode());
    }

    private static CamtDetail detail(CamtPayment payment) {
        return new CamtDetail(
                Ore.of(Math.abs(payment.amount().value())),
                null,
                payment.references(),
                payment.kids(),
                payment.text(),
                payment.debtorName(),
                payment.debtorAccount());
    }

    @Provide
    Arbitrary<List<Booked>> entries() {
        Arbitrary<Booked> booked = Combinators.combine(
                        details().list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of(Direction.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Status.class),
                        dates(),
                        dates().injectNull(0.3),
                        references().injectNull(0.3),
                        Arbitraries.of("PMNT/RCDT/VCOM", "PMNT/RCDT/DMCT", "KID", null))
                .as((details, direction, reversal, status, bookedOn, valueOn, reference, code) -> new Booked(
                        new CamtEntry(
                                1,
                                0,
                                reference,
                                Ore.of(details.stream()
                                        .mapToLong(detail -> detail.amount().value())
                                        .sum()),
                                direction,
                                reversal,
                                status,
                                bookedOn,
                                valueOn,
                                reference,
                                code),
                        details));
        return booked.list().ofMaxSize(5).map(RoundTripTest::numbered);
    }

    private static List<Booked> numbered(List<Booked> entries) {
        List<Booked> numbered = new ArrayList<>();
        for (Booked booked : entries) {
            CamtEntry e = booked.entry();
            numbered.add(new Booked(
                    new CamtEntry(
                            numbered.size() + 1,
                            0,
                            e.reference(),
                            e.amount(),
                            e.direction(),
                            e.reversal(),
                            e.status(),
                            e.bookedOn(),
                            e.valueOn(),
                            e.servicerReference(),
                            e.bankCode()),
                    booked.details()));
        }
        return numbered;
    }

    private static Arbitrary<CamtDetail> details() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 99_999_999_999L),
                        references().injectNull(0.3).array(String[].class).ofSize(5),
                        kids().list().uniqueElements().ofMaxSize(2),
                        texts().injectNull(0.4),
                        texts().injectNull(0.4),
                        accounts().injectNull(0.4))
                .as((ore, refs, kids, text, name, account) -> new CamtDetail(
                        Ore.of(ore),
                        null,
                        new CamtReferences(refs[0], refs[1], refs[2], refs[3], refs[4]),
                        kids,
                        text,
                        name,
                        account));
    }

    private static Arbitrary<CamtAccount> accounts() {
        return Arbitraries.strings()
                .numeric()
                .ofLength(11)
                .flatMap(digits -> Arbitraries.of(new CamtAccount(null, digits), CamtAccount.ofNorwegian(digits)));
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1990, 1, 1).toEpochDay(),
                        LocalDate.of(2199, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    private static Arbitrary<String> references() {
        return texts().filter(text -> text.length() <= 35 && !text.startsWith("NO"));
    }

    private static Arbitrary<String> kids() {
        return Arbitraries.strings().numeric().ofMinLength(3).ofMaxLength(24).map(payload -> Kid.generate(
                        payload, Kid.Algorithm.MOD11)
                .value());
    }

    /** All that XML escapes, Latin letters, and some that ISO-8859-1 does not have. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withCharRange('\u00a1', '\u00ff')
                .withChars('<', '>', '&', '"', '\'', ']', '\u20ac', '\u0160')
                .ofMinLength(1)
                .ofMaxLength(35);
    }
}
