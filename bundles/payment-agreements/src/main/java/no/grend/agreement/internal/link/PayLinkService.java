package no.grend.agreement.internal.link;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import no.grend.agreement.PayLinks;
import no.grend.agreement.Payments;
import no.grend.agreement.internal.Settings;
import no.grend.kernel.KeyFolder;
import no.grend.kernel.Oslo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes links, and reads them: {@code <invoice>.<last day, base 36>.<signature>}. Safe between threads. */
@Component(service = {PayLinks.class, PayLinkService.class})
public final class PayLinkService implements PayLinks {

    static final String PATH = "/pay/";

    private static final int BASE = 36;
    private static final int LONGEST = 200;

    private final Payments payments;
    private final Settings settings;
    private final Clock clock;
    private final LinkKey key;

    @Activate
    public PayLinkService(@Reference Payments payments, @Reference Settings settings, @Reference Clock clock) {
        this(payments, settings, clock, LinkKey.in(KeyFolder.in(dataFolder())));
    }

    PayLinkService(Payments payments, Settings settings, Clock clock, LinkKey key) {
        this.payments = payments;
        this.settings = settings;
        this.clock = clock;
        this.key = key;
    }

    private static Path dataFolder() {
        return Path.of(System.getProperty("grend.data", System.getProperty("karaf.base", ".")));
    }

    @Override
    public Optional<URI> linkTo(String invoiceId, LocalDate madeOn) {
        return settings.address().isKnown() ? pathTo(invoiceId, madeOn).map(settings.address()::at) : Optional.empty();
    }

    @Override
    public Optional<String> pathTo(String invoiceId, LocalDate madeOn) {
        return payments.isOpenToMembers() && key.canSign()
                ? Optional.of(PATH + token(invoiceId, madeOn.plusDays(settings.linkDays())))
                : Optional.empty();
    }

    private String token(String invoiceId, LocalDate last) {
        String text = invoiceId + "." + Long.toString(last.toEpochDay(), BASE);
        return text + "." + key.sign(text);
    }

    /** The invoice that a link opens; empty when it is not ours, or its time is over. */
    Optional<String> invoice(String token) {
        int signature = token.lastIndexOf('.');
        int last = signature < 0 ? -1 : token.lastIndexOf('.', signature - 1);
        if (last < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        String text = token.substring(0, signature);
        if (!key.isSigned(text, token.substring(signature + 1))) {
            return Optional.empty();
        }
        LocalDate lastDay = LocalDate.ofEpochDay(Long.parseLong(text.substring(last + 1), BASE));
        return Oslo.today(clock).isAfter(lastDay) ? Optional.empty() : Optional.of(text.substring(0, last));
    }
}
