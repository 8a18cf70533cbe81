package no.grend.message.internal.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import javax.activation.DataHandler;
import javax.activation.MailcapCommandMap;
import javax.mail.MessagingException;
import javax.mail.Part;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.util.ByteArrayDataSource;
import no.grend.message.Message;
import no.grend.message.spi.Gateway.File;

/** A mail of plain text in UTF-8, with files or without, and a Message-ID of ours. */
final class Mail extends MimeMessage {

    /** Named here, as the list of handlers is otherwise searched for by class loaders that know nothing of bundles. */
    private static final MailcapCommandMap HANDLERS = new MailcapCommandMap();

    static {
        HANDLERS.addMailcap("multipart/*;; x-java-content-handler=com.sun.mail.handlers.multipart_mixed");
    }

    private final String id;

    Mail(Session session, String id) {
        super(session);
        this.id = "<" + id + ">";
    }

    void fill(Message message, List<File> files, InternetAddress from, InternetAddress to, Date now)
            throws MessagingException {
        setFrom(from);
        setRecipient(RecipientType.TO, to);
        setSubject(message.subject() == null ? "" : message.subject(), StandardCharsets.UTF_8.name());
        setSentDate(now);
        setHeader("Auto-Submitted", "auto-generated");
        if (files.isEmpty()) {
            write(this, message.body());
        } else {
            MimeMultipart parts = parts(message.body(), files);
            DataHandler handler = new DataHandler(parts, parts.getContentType());
            handler.setCommandMap(HANDLERS);
            setDataHandler(handler);
        }
        saveChanges();
    }

    private static MimeMultipart parts(String body, List<File> files) throws MessagingException {
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart words = new MimeBodyPart();
        write(words, body);
        parts.addBodyPart(words);
        for (File file : files) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.mediaType())));
            part.setFileName(file.name());
            part.setDisposition(Part.ATTACHMENT);
            part.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(part);
        }
        return parts;
    }

    private static void write(Part part, String body) throws MessagingException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, "text/plain; charset=UTF-8")));
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
