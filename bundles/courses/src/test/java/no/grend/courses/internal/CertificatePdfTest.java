package no.grend.courses.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import no.grend.courses.internal.store.Course;
import no.grend.courses.internal.store.Registration;
import no.grend.identity.Actor;
import no.grend.invoicepdf.internal.sheet.LetterPress;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** The certificate as the press of invoices sets it: PDF/UA-1 as veraPDF judges it, and what it says. */
class CertificatePdfTest {

    @BeforeAll
    static void judge() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @DatabaseTest
    void isAccessibleAndSaysWhoWasAtWhatAndHowOften(TestDatabase fresh) throws Exception {
        House house = new House(fresh);
        house.doors.letters = new LetterPress(null);
        Course course = house.course(5, 0);
        Registration kari = house.buy(course, house.people.member("Kari"));
        house.pay(kari);
        house.following.round();
        Participants participants = house.courses.participants();
        course.sessions()
                .subList(0, 7)
                .forEach(session -> participants.attend(Actor.SYSTEM, course.id(), session.id(), List.of(kari.id())));
        house.clock.set(course.sessions().get(7).endsAt());

        byte[] pdf = participants.certificate(house.now(kari));

        assertThat(participants.certificate(house.now(kari)))
                .as("the same bytes again")
                .isEqualTo(pdf);
        assertThat(text(pdf))
                .contains("Kursbevis", "Kari Prøve har deltatt på kurset «Svømmekurs».", "7 / 8", "10:30", "Klubben");
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                PDFAValidator judge = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult verdict = judge.validate(parser);
            assertThat(verdict.getTestAssertions()).isEmpty();
            assertThat(verdict.isCompliant()).isTrue();
            assertThat(verdict.getTotalAssertions()).isGreaterThan(200);
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
    }
}
