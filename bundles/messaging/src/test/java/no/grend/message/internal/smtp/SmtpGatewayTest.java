package no.grend.message.internal.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.internal.smtp.SmtpGateway.Server;
import no.grend.message.internal.smtp.SmtpSettings.Security;
import no.grend.message.spi.Gateway.File;
import no.grend.message.spi.Gateway.Outcome;
import no.grend.organisation.Organisation;
import no.grend.testkit.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SmtpGatewayTest {

    @RegisterExtension
    static final GreenMailExtension MAIL = new GreenMailExtension(new ServerSetup(0, "127.0.0.1", "smtp"));

    private static final Organisation CLUB = () -> new Organisation.Profile(
            "Fjellgrend idrettslag – Ås", "post@fjellgrend.example", null, null, null, null, 0, false, null);

    private SmtpGateway gateway(String user, String password, Security security) {
        Server server = new Server("127.0.0.1", MAIL.getSmtp().getPort(), security, user, password, "");
        return new SmtpGateway(server, CLUB, MutableClock.noonOf("2026-11-21"));
    }

    private static Message to(String address, String subject, String body) {
        return new Message("invoice:1", Channel.EMAIL, address, subject, body, false);
    }

    @Test
    void mailArrivesWithItsLettersItsSenderAndAMessageIdThatRepeats() throws Exception {
        SmtpGateway gateway = gateway("", "", Security.NONE);
        String body = "Hei, Kari!\nBeløpet er 1\u00a0250,50 kr. Čáhci.\n.\nVennlig hilsen";
        String longSubject = "Faktura for år 2027: æøå ÆØÅ č " + "lang ".repeat(30);
        for (int i = 0; i < 2; i++) {
            assertThat(gateway.deliver(to("kari@eksempel.example", longSubject, body), "abc123"))
                    .isEqualTo(new Outcome.Sent("<abc123@fjellgrend.example>"));
        }
        MimeMessage[] received = MAIL.getReceivedMessages();
        assertThat(received).hasSize(2);
        assertThat(received[0].getMessageID()).isEqualTo(received[1].getMessageID());
        assertThat(received[0].getSubject().strip()).isEqualTo(longSubject.strip());
        assertThat(received[0].getContent().toString().replace("\r\n", "\n").strip())
                .isEqualTo(body);
        assertThat(received[0].getFrom()[0].toString()).endsWith("<post@fjellgrend.example>");
        assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received[0].getSentDate().toInstant())
                .isEqualTo(LocalDate.of(2026, 11, 21).atTime(11, 0).toInstant(java.time.ZoneOffset.UTC));
    }

    @Test
    void nothingInAMessageBecomesAHeaderOrAnotherReceiver() throws Exception {
        SmtpGateway gateway = gateway("", "", Security.NONE);
        assertThat(gateway.deliver(to("kari@eksempel.example", "Hei\r\nBcc: evil@eksempel.example", "x"), "k1"))
                .isInstanceOf(Outcome.Sent.class);
        assertThat(gateway.deliver(to("kari@eksempel.example\r\nBcc: evil@eksempel.example", "Hei", "x"), "k2"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(gateway.deliver(to("a@eksempel.example, b@eksempel.example", "Hei", "x"), "k3"))
                .isInstanceOf(Outcome.Refused.class);
        MimeMessage[] received = MAIL.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getHeader("Bcc")).isNull();
        assertThat(received[0].getAllRecipients()).hasSize(1);
    }

    @Test
    void unprotectedServerIsNotUsedWhenProtectionIsAskedFor() {
        assertThat(gateway("", "", Security.STARTTLS).deliver(to("kari@eksempel.example", "s", "b"), "k"))
                .isInstanceOf(Outcome.Later.class);
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }

    @Test
    void serverThatIsAwayOrRejectsUsIsTriedLater() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Server away = new Server("127.0.0.1", free, Security.NONE, "", "", "");
        Outcome outcome = new SmtpGateway(away, CLUB, MutableClock.noonOf("2026-11-21"))
                .deliver(to("kari@eksempel.example", "s", "b"), "k");
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
        assertThat(outcome.toString()).doesNotContain("kari");
        MAIL.setUser("post@fjellgrend.example", "club", "right");
        assertThat(gateway("club", "wrong", Security.NONE).deliver(to("kari@eksempel.example", "s", "b"), "k"))
                .isEqualTo(new Outcome.Later("The mail server did not accept our user name and password."));
        assertThat(gateway("club", "right", Security.NONE).deliver(to("kari@eksempel.example", "s", "b"), "k"))
                .isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void filesGoAsAttachmentsBesideTheWords() throws Exception {
        byte[] pdf = "%PDF-1.7\n\u00e6 and \u0000 more".getBytes(StandardCharsets.ISO_8859_1);
        Outcome outcome = gateway("", "", Security.NONE)
                .deliver(
                        to("kari@eksempel.example", "Faktura 1001 fra Ås", "Hei, Kåre!"),
                        List.of(new File("faktura-1001.pdf", "application/pdf", pdf)),
                        "k9");

        assertThat(outcome).isInstanceOf(Outcome.Sent.class);
        MimeMessage received = MAIL.getReceivedMessages()[0];
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContent().toString()).isEqualTo("Hei, Kåre!");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("faktura-1001.pdf");
        assertThat(parts.getBodyPart(1).getDisposition()).isEqualTo("attachment");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(pdf);
    }

    @Test
    void answersGoToTheOrganisationAlsoWhenAnotherAddressSends() throws Exception {
        Server server =
                new Server("127.0.0.1", MAIL.getSmtp().getPort(), Security.NONE, "", "", "faktura@utsending.example");
        new SmtpGateway(server, CLUB, MutableClock.noonOf("2026-11-21"))
                .deliver(to("kari@eksempel.example", "s", "b"), "k");

        MimeMessage received = MAIL.getReceivedMessages()[0];
        assertThat(((InternetAddress) received.getFrom()[0]).getAddress()).isEqualTo("faktura@utsending.example");
        assertThat(((InternetAddress) received.getFrom()[0]).getPersonal()).isEqualTo("Fjellgrend idrettslag – Ås");
        assertThat(((InternetAddress) received.getReplyTo()[0]).getAddress()).isEqualTo("post@fjellgrend.example");
    }

    /** The server's answer to RCPT decides at once, without a second attempt. */
    @Test
    void anAddressThatTheServerDoesNotKnowIsRefusedAtOnce() throws Exception {
        try (ServerSocket listening = new ServerSocket(0)) {
            Thread server = new Thread(() -> refuseRecipients(listening));
            server.start();
            Server settings = new Server("127.0.0.1", listening.getLocalPort(), Security.NONE, "", "", "");
            Outcome outcome = new SmtpGateway(settings, CLUB, MutableClock.noonOf("2026-11-21"))
                    .deliver(to("ukjent@eksempel.example", "s", "b"), "k");

            assertThat(outcome).isEqualTo(new Outcome.Refused("The mail server refused the message (550)."));
            server.join(5_000);
        }
    }

    private static void refuseRecipients(ServerSocket listening) {
        try (Socket line = listening.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = line.getOutputStream()) {
            say(out, "220 ready");
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                say(
                        out,
                        said.startsWith("RCPT") ? "550 5.1.1 unknown" : said.startsWith("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
