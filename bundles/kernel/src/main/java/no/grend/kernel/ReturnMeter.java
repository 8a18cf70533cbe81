package no.grend.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Meter.Kind;
import no.grend.kernel.Meter.Value;

/** Money that a module has to give back («tilbakebetalinger»), measured in the same way by all who do. */
public final class ReturnMeter {

    private ReturnMeter() {}

    /** @param open how many are not done, by state in lower case */
    public static Meter of(String owner, Map<String, Long> open) {
        List<Value> values = new ArrayList<>();
        open.forEach((state, many) -> {
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
