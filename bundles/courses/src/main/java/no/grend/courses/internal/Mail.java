package no.grend.courses.internal;

import java.util.List;
import no.grend.kernel.Texts;
import no.grend.message.Message;
import no.grend.message.Message.Channel;
import no.grend.message.Messages;
import no.grend.organisation.Organisation;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The messages of courses. Each is sent once, however often it is asked for. Safe between threads. */
@Component(service = Mail.class)
public final class Mail {

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

    /** A page on Min Side. @param path below the root of this host, without its first slash */
    String page(String path) {
        return address + path;
    }

    String organisation() {
        String name = organisation.profile().officialName();
        return name == null ? "Grend" : name;
    }

    /**
     * Sends one of the house's own texts.
     *
     * @param key names the message among the house's own
     * @param values from {@code {1}} on; {@code {0}} is the organisation
     */
    void send(String key, Channel channel, String to, String language, String text, List<String> values) {
        Object[] all = new Object[values.size() + 1];
        all[0] = organisation();
        for (int i = 0; i < values.size(); i++) {
            all[i + 1] = values.get(i);
        }
        String subject = say(language, text + ".subject", all);
        boolean mail = channel == Channel.EMAIL;
        String body = mail ? say(language, text + ".body", all) : subject + ". " + page("min-side/courses/");
        messages.send(new Message("courses:" + key, channel, to, mail ? subject : null, body, false));
    }

    /** Sends staff's own words. @return whether it is new */
    boolean sendWords(String key, Channel channel, String to, String subject, String body) {
        return messages.send(
                new Message("courses:" + key, channel, to, channel == Channel.EMAIL ? subject : null, body, false));
    }

    static String say(String language, String key, Object... values) {
        return TEXTS.say(language, key, values);
    }
}
