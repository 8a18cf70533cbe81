package no.grend.joining.internal;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import no.grend.joining.internal.store.Application;
import no.grend.kernel.AccountNumber;
import no.grend.kernel.Texts;
import no.grend.ledger.Invoice;
import no.grend.member.Joining.Known;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The e-mails of joining. Each is sent once, however often it is asked for. Safe between threads. */
@Component(service = Mail.class)
public final class Mail {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final Texts TEXTS = Texts.of(Mail.class, "/texts/mail");

    private final Messages messages;
    private final Organisation organisation;
    private final String address;

    @Activate
    public Mail(BundleContext context, @Reference Messages messages, @Reference Organisation organisation) {
        this(messages, organisation, publicAddress(context));
    }

    /** @param address where Grend is found, with its last slash */
    Mail(Messages messages, Organisation organisation, String address) {
        this.messages = messages;
        this.organisation = organisation;
        this.address = address;
    }

    private static String publicAddress(BundleContext context) {
        String given = System.getenv("GREND_PUBLIC_URL");
        String url = given == null || given.isBlank() ? context.getProperty("grend.url") : given.strip();
        return url == null ? "" : url.endsWith("/") ? url : url + "/";
    }

    /** Somebody wants to join with the address of a contact (S1-22): the contact is told, and nobody else. */
    void alreadyKnown(String applicationId, Known known, boolean sameAddress) {
        if (known.email() != null) {
            String text = sameAddress ? "known" : "like";
            send(text + ":" + applicationId, known.email(), known.language(), text, signIn());
        }
    }

    /** It waits for staff. */
    void received(Application application, String to) {
        send("received:" + application.id(), to, application.language(), "received");
    }

    /** A member from now on. @param approved whether staff said so */
    void joined(Application application, String to, int memberNumber, boolean approved) {
        String number = "%07d".formatted(memberNumber);
        String text = approved ? "approved" : "joined";
        send("joined:" + application.id(), to, application.language(), text, number, signIn());
    }

    /** Approved, and a member when it is paid. */
    void approvedToPay(Application application, String to) {
        send("to-pay:" + application.id(), to, application.language(), "toPay");
    }

    /** Refused, with the reason in staff's own words (S2-48). */
    void refused(Application application, String to, String reason) {
        send("refused:" + application.id(), to, application.language(), "refused", reason);
    }

    /** Not paid in time, so that nothing came of it. */
    void lapsed(Application application, String to) {
        send("lapsed:" + application.id(), to, application.language(), "lapsed");
    }

    /** What an invoice says, for whom nobody makes a PDF. @param link to pay it by; null for none */
    void invoice(Application application, String to, Invoice invoice, URI link) {
        String account = organisation.profile().account();
        send(
                "invoice:" + application.id(),
                to,
                application.language(),
                "invoice",
                Long.toString(invoice.number()),
                invoice.open().toString(),
                day(invoice.dueDate()),
                account == null ? "–" : new AccountNumber(account).formatted(),
                invoice.kid(),
                link == null ? "" : link.toString());
    }

    private String signIn() {
        return address + "min-side/login";
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    private void send(String key, String to, String language, String text, Object... values) {
        if (to == null) {
            return;
        }
        String name = organisation.profile().officialName();
        Object[] all = new Object[values.length + 1];
        all[0] = name == null ? "Grend" : name;
        System.arraycopy(values, 0, all, 1, values.length);
        messages.send(new Message(
                "joining:" + key,
                Channel.EMAIL,
                to,
                TEXTS.say(language, text + ".subject", all),
                TEXTS.say(language, text + ".body", all),
                false));
    }
}
