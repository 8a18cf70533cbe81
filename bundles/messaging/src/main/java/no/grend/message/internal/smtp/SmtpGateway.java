package no.grend.message.internal.smtp;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPSenderFailedException;
import com.sun.mail.smtp.SMTPTransport;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import javax.mail.AuthenticationFailedException;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.URLName;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import no.grend.message.Message;
import no.grend.message.spi.Gateway;
import no.grend.organisation.Organisation;

/**
 * Carries e-mail by SMTP, a connection a message. The Message-ID comes from the attempt key, so a message that is sent
 * twice after a crash is recognised as one. Safe between threads.
 */
final class SmtpGateway implements Gateway {

    private static final String MILLIS = "20000";

    /**
     * Where and how to connect.
     *
     * @param user empty for no sign-in
     * @param from empty for the organisation's own address
     */
    record Server(String host, int port, SmtpSettings.Security security, String user, String password, String from) {}

    private final Server server;
    private final Organisation organisation;
    private final Clock clock;
    private final Session session;

    SmtpGateway(Server server, Organisation organisation, Clock clock) {
        this.server = server;
        this.organisation = organisation;
        this.clock = clock;
        this.session = Session.getInstance(properties(server));
    }

    private static Properties properties(Server server) {
        Properties properties = new Properties();
        String protocol = server.security() == SmtpSettings.Security.TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        properties.setProperty(prefix + "connectiontimeout", MILLIS);
        properties.setProperty(prefix + "timeout", MILLIS);
        properties.setProperty(prefix + "writetimeout", MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "auth", String.valueOf(!server.user().isEmpty()));
        if (server.security() == SmtpSettings.Security.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        return properties;
    }

    @Override
    public Message.Channel channel() {
        return Message.Channel.EMAIL;
    }

    @Override
    public Outcome deliver(Message message, String attemptKey) {
        return deliver(message, List.of(), attemptKey);
    }

    @Override
    public Outcome deliver(Message message, List<File> files, String attemptKey) {
        try {
            InternetAddress to = new InternetAddress(message.to(), true);
            Mail mail = new Mail(session, attemptKey + "@" + domain());
            mail.fill(message, files, sender(), to, new Date(clock.millis()));
            answerTo(mail);
            return hand(mail, to);
        } catch (AddressException malformed) {
            return new Outcome.Refused("The address is not a valid e-mail address.");
        } catch (SMTPSenderFailedException sender) {
            return new Outcome.Later(
                    "The mail server does not accept our sender address (" + sender.getReturnCode() + ").");
        } catch (AuthenticationFailedException user) {
            return new Outcome.Later("The mail server did not accept our user name and password.");
        } catch (MessagingException | UnsupportedEncodingException failed) {
            return judged(failed);
        }
    }

    private Outcome hand(Mail mail, InternetAddress to) throws MessagingException {
        boolean tls = server.security() == SmtpSettings.Security.TLS;
        String protocol = tls ? "smtps" : "smtp";
        // Made by hand: looking it up by name goes through class loaders that know nothing of bundles.
        URLName url = new URLName(protocol, server.host(), server.port(), null, null, null);
        try (SMTPTransport transport = new SmtpLine(session, url, protocol, tls)) {
            String user = server.user().isEmpty() ? null : server.user();
            transport.connect(server.host(), server.port(), user, user == null ? null : server.password());
            transport.sendMessage(mail, new InternetAddress[] {to});
        }
        return new Outcome.Sent(mail.getMessageID());
    }

    /** A 5xx about the address or the mail is final; anything else may pass. The server's words may be personal. */
    private static Outcome judged(Exception failed) {
        for (Throwable cause = failed; cause != null; cause = next(cause)) {
            int code = 0;
            if (cause instanceof SMTPAddressFailedException address) {
                code = address.getReturnCode();
            } else if (cause instanceof SMTPSendFailedException send) {
                code = send.getReturnCode();
            }
            if (code >= 500 && code < 600) {
                return new Outcome.Refused("The mail server refused the message (" + code + ").");
            }
        }
        return new Outcome.Later("The mail server could not take the message now ("
                + failed.getClass().getSimpleName() + ").");
    }

    private static Throwable next(Throwable cause) {
        return cause instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : cause.getCause();
    }

    private InternetAddress sender() throws MessagingException, UnsupportedEncodingException {
        Organisation.Profile profile = organisation.profile();
        String address = server.from().isEmpty() ? profile.email() : server.from();
        if (address == null || address.isBlank()) {
            throw new MessagingException("The organisation has no e-mail address to send from");
        }
        InternetAddress sender = new InternetAddress(address, true);
        if (profile.officialName() != null) {
            sender.setPersonal(profile.officialName().replaceAll("\\p{Cntrl}+", " "), StandardCharsets.UTF_8.name());
        }
        return sender;
    }

    /** Answers go to the organisation, also when another address sends for it. */
    private void answerTo(Mail mail) throws MessagingException, UnsupportedEncodingException {
        String own = organisation.profile().email();
        if (own != null && !own.isBlank() && !own.equalsIgnoreCase(sender().getAddress())) {
            InternetAddress answers = new InternetAddress(own, true);
            answers.setPersonal(sender().getPersonal(), StandardCharsets.UTF_8.name());
            mail.setReplyTo(new InternetAddress[] {answers});
        }
    }

    private String domain() throws MessagingException, UnsupportedEncodingException {
        String address = sender().getAddress();
        return address.substring(address.indexOf('@') + 1);
    }

    /** The transport, with TLS from the first byte when asked for. */
    private static final class SmtpLine extends SMTPTransport {
        SmtpLine(Session session, URLName url, String name, boolean tls) {
            super(session, url, name, tls);
        }
    }
}
