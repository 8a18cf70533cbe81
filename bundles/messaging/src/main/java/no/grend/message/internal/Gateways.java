package no.grend.message.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.licence.Licence;
import no.grend.message.Message;
import no.grend.message.spi.Gateway;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The gateways of the moment; they come and go while it runs. Safe between threads. */
@Component(service = Gateways.class)
public final class Gateways {

    /** On a gateway service: true when it only records, as in the demo, so that staff may read secret bodies. */
    static final String RECORDS = "records";

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Map.Entry<Map<String, Object>, Gateway>> services = List.of();

    @Activate
    public Gateways(@Reference(target = "(feature=grend-messaging)") Licence licence) {
        licence.feature();
    }

    /** A gateway and whether it only records. */
    record Choice(Gateway gateway, boolean records) {}

    /** The one of the highest ranking, then the oldest; empty when the channel has none. */
    Optional<Choice> of(Message.Channel channel) {
        return services.stream()
                .filter(service -> service.getValue().channel() == channel)
                .min(Comparator.comparing((Map.Entry<Map<String, Object>, Gateway> service) ->
                                -number(service, "service.ranking"))
                        .thenComparing(service -> number(service, "service.id")))
                .map(service -> new Choice(
                        service.getValue(),
                        Boolean.parseBoolean(String.valueOf(service.getKey().get(RECORDS)))));
    }

    private static long number(Map.Entry<Map<String, Object>, Gateway> service, String property) {
        return service.getKey().get(property) instanceof Number number ? number.longValue() : 0;
    }
}
