package no.grend.metrics.internal;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import no.grend.kernel.Meter;
import no.grend.kernel.Meter.Kind;
import no.grend.kernel.Meter.Value;

/**
 * The two text forms in which meters are told («eksposisjonsformat»): what every Prometheus reads, and OpenMetrics 1.0 for those
 * who ask for it. They differ in how a counter is introduced and how the text ends.
 */
enum Exposition {
    PLAIN("text/plain; version=0.0.4; charset=utf-8"),
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";
    private static final String PLAIN_TYPE = "text/plain";

    private final String mediaType;

    Exposition(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** OpenMetrics for those who name it, and do not like plain text better. @param accept the header; may be null */
    static Exposition wanted(String accept) {
        double open = quality(accept, OPEN_METRICS_TYPE);
        return open > 0 && open >= quality(accept, PLAIN_TYPE) ? OPEN_METRICS : PLAIN;
    }

    private static double quality(String accept, String type) {
        if (accept == null) {
            return 0;
        }
        double best = 0;
        for (String part : accept.split(",")) {
            String[] words = part.split(";");
            if (words[0].strip().equalsIgnoreCase(type)) {
                best = Math.max(best, quality(words));
            }
        }
        return best;
    }

    private static double quality(String[] words) {
        for (String word : words) {
            String plain = word.strip();
            if (plain.startsWith("q=")) {
                try {
                    return Double.parseDouble(plain.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }

    String write(Collection<Meter> meters) {
        StringBuilder text = new StringBuilder();
        meters.forEach(meter -> write(text, meter));
        if (this == OPEN_METRICS) {
            text.append("# EOF\n");
        }
        return text.toString();
    }

    private void write(StringBuilder text, Meter meter) {
        String family = family(meter);
        text.append("# HELP ")
                .append(family)
                .append(' ')
                .append(help(meter.description()))
                .append('\n');
        text.append("# TYPE ")
                .append(family)
                .append(' ')
                .append(type(meter.kind()))
                .append('\n');
        for (Value value : meter.values()) {
            if (meter.kind() == Kind.SUMMARY) {
                line(text, meter.name() + "_count", value.labels(), BigDecimal.valueOf(value.count()));
                line(text, meter.name() + "_sum", value.labels(), value.amount());
            } else {
                line(text, meter.name(), value.labels(), value.amount());
            }
        }
    }

    /** OpenMetrics introduces a counter without what its values end in. */
    private String family(Meter meter) {
        String name = meter.name();
        return this == OPEN_METRICS && meter.kind() == Kind.COUNTER
                ? name.substring(0, name.length() - "_total".length())
                : name;
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case SUMMARY -> "summary";
        };
    }

    private static void line(StringBuilder text, String name, Map<String, String> labels, BigDecimal amount) {
        text.append(name);
        String before = "{";
        for (Map.Entry<String, String> label : labels.entrySet()) {
            text.append(before)
                    .append(label.getKey())
                    .append("=\"")
                    .append(quoted(label.getValue()))
                    .append('"');
            before = ",";
        }
        text.append(labels.isEmpty() ? " " : "} ")
                .append(amount.toPlainString())
                .append('\n');
    }

    private String help(String description) {
        String plain = description.replace("\\", "\\\\").replace("\n", "\\n");
        return this == OPEN_METRICS ? plain.replace("\"", "\\\"") : plain;
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }
}
