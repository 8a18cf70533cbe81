package no.grend.simulators.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import no.grend.kernel.Oslo;

/**
 * Their Report API version 2: what they owe the merchant, day by day. A day's fees are kept back and its rest is paid out when the day
 * is over. Used under the lock of the simulator.
 */
public final class VippsFunds {

    static final String LEDGERS = "/settlement/v1/ledgers";
    static final String REPORT = "/report/v2/ledgers/";

    private static final String LEDGER = "302321";
    private static final String CAPTURE = "capture";
    private static final int PAGE = 50;

    /** What they keep of each payment, in hundredths of a per cent. */
    private static final int FEE = 175;

    /** What is told is made into this first. */
    public volatile UnaryOperator<ArrayNode> lies = UnaryOperator.identity();

    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;
    private final Memory memory;

    VippsFunds(Clock clock, Memory memory) {
        this.clock = clock;
        this.memory = memory;
    }

    /** Money has moved. @param ore less than nothing when it went back */
    void moved(String reference, long ore) {
        LocalDate today = Oslo.today(clock);
        int place = count(today) + 1;
        memory.write(
                key(today) + ":" + place,
                entry(today, ore < 0 ? "refund" : CAPTURE, reference, ore).toString());
        memory.write(key(today), Integer.toString(place));
    }

    Answer get(String path) {
        String[] parts = path.split("\\?", 2)[0].split("/", -1);
        if (path.startsWith(LEDGERS)) {
            return Answer.of(
                    200, Map.of("items", new Object[] {Map.of("ledgerId", LEDGER, "currency", "NOK")}, "cursor", ""));
        }
        if (parts.length != 8 || !parts[4].equals(LEDGER) || !parts[5].equals("funds") || !parts[6].equals("dates")) {
            return Answer.of(404, Map.of("title", "Not found", "status", 404));
        }
        LocalDate day = LocalDate.parse(parts[7]);
        if (!day.isBefore(Oslo.today(clock))) {
            return Answer.of(200, Map.of("items", new Object[0], "cursor", "", "tryLater", true));
        }
        ArrayNode all = lies.apply(entries(day));
        int from = path.contains("cursor=") ? Integer.parseInt(path.substring(path.indexOf("cursor=") + 7)) : 0;
        ArrayNode some = json.createArrayNode();
        for (int i = from; i < Math.min(all.size(), from + PAGE); i++) {
            some.add(all.get(i));
        }
        ObjectNode answer = json.createObjectNode();
        answer.set("items", some);
        answer.put("cursor", from + PAGE < all.size() ? Integer.toString(from + PAGE) : "");
        return Answer.of(200, answer);
    }

    private ArrayNode entries(LocalDate day) {
        ArrayNode entries = json.createArrayNode();
        long balance = 0;
        long fees = 0;
        for (int place = 1; place <= count(day); place++) {
            JsonNode entry = parse(memory.read(key(day) + ":" + place).orElseThrow());
            entries.add(entry);
            long ore = entry.path("amount").asLong();
            balance += ore;
            fees += entry.path("entryType").asText().equals(CAPTURE) ? ore * FEE / 10_000 : 0;
        }
        if (fees > 0) {
            entries.add(entry(day, "fees-retained", null, -fees));
        }
        if (balance - fees > 0) {
            entries.add(entry(day, "payout-scheduled", "20" + day.toString().replace("-", ""), fees - balance));
        }
        return entries;
    }

    private ObjectNode entry(LocalDate day, String type, String reference, long ore) {
        ObjectNode entry = json.createObjectNode();
        entry.put(
                "pspReference",
                UUID.nameUUIDFromBytes((day + type + reference + ore).getBytes(StandardCharsets.UTF_8))
                        .toString());
        entry.put("time", clock.instant().toString());
        entry.put("ledgerDate", day.toString());
        entry.put("entryType", type);
        entry.put("reference", reference);
        entry.put("currency", "NOK");
        entry.put("amount", ore);
        return entry;
    }

    private int count(LocalDate day) {
        return memory.read(key(day)).map(Integer::parseInt).orElse(0);
    }

    private static String key(LocalDate day) {
        return "vipps-funds:" + day;
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
