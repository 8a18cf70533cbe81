package no.grend.agreement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Lately;
import no.grend.kernel.Meter;
import no.grend.kernel.Meter.Kind;
import no.grend.kernel.Meter.Value;
import no.grend.schema.Database;

/**
 * Money that a module has to give back («tilbakebetalinger»), measured in the same way by all who do; counted anew every 15
 * seconds at the most. Safe between threads.
 */
public final class ReturnMeter {

    private static final Duration FRESH = Duration.ofSeconds(15);

    private final String owner;
    private final Lately<Map<String, Long>> open;

    /** @param owner name of the module */
    public ReturnMeter(String owner, Database db, ReturnTable<?> table) {
        this.owner = owner;
        this.open = new Lately<>(FRESH, () -> db.read(table::open));
    }

    public Meter meter() {
        List<Value> values = new ArrayList<>();
        open.get().forEach((state, many) -> {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("owner", owner);
            labels.put("state", state);
            values.add(new Value(labels, many));
        });
        return new Meter(
                Kind.GAUGE,
                "grend_returns_open",
                "Amounts to give back that are not given back yet: due, asked for, or left to staff.",
                values);
    }
}
