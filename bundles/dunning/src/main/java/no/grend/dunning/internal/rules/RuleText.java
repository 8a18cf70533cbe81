package no.grend.dunning.internal.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import no.grend.kernel.Ore;

/** Reads the dated rules as they are written: lines of {@code name = value}, the operator's on top of our own. */
public final class RuleText {

    private static final String OURS = "rules.properties";
    private static final String INTEREST = "interest.";
    private static final String PENDING = "pending";
    private static final int HUNDREDTHS = 2;
    private static final Set<String> FIELDS = Set.of(
            "validFrom",
            "source",
            "inkassosats",
            "reminderFee",
            "demandFee",
            "graceDays",
            "mostFees",
            "deadlineDays",
            "resetMonths",
            "ownCollection");

    private final Properties lines;

    private RuleText(Properties lines) {
        this.lines = lines;
    }

    /** The rules that come with Grend. */
    public static RuleBook standard() {
        return with(List.of());
    }

    /**
     * The rules that come with Grend with these lines put on top of them.
     *
     * @param over lines such as {@code interest.2027-01-01 = 12.25 | FOR-...}; empty ones are passed over
     * @throws IllegalArgumentException that tells in words which line cannot be read
     */
    public static RuleBook with(List<String> over) {
        Properties lines = new Properties();
        try (InputStream ours = RuleText.class.getResourceAsStream(OURS);
                Reader text = new InputStreamReader(ours, StandardCharsets.UTF_8)) {
            lines.load(text);
            for (String line : over) {
                lines.load(new StringReader(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RuleText(lines).book();
    }

    private RuleBook book() {
        List<InterestRate> rates = new ArrayList<>();
        Set<String> sets = new TreeSet<>();
        for (String name : lines.stringPropertyNames()) {
            if (name.startsWith(INTEREST)) {
                rates.add(rate(name));
            } else {
                int dot = name.lastIndexOf('.');
                if (dot < 1 || !FIELDS.contains(name.substring(dot + 1))) {
                    throw new IllegalArgumentException("There is no dunning rule called " + name);
                }
                sets.add(name.substring(0, dot));
            }
        }
        return new RuleBook(sets.stream().map(this::set).toList(), rates);
    }

    private InterestRate rate(String name) {
        String[] parts = lines.getProperty(name).split("\\|", -1);
        try {
            int hundredths =
                    new BigDecimal(parts[0].strip()).movePointRight(HUNDREDTHS).intValueExact();
            String source = parts.length > 1 ? parts[1].strip() : "Forsinkelsesrenteloven § 3";
            return new InterestRate(LocalDate.parse(name.substring(INTEREST.length())), hundredths, source);
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "Write late interest as \"interest.2027-01-01 = 12.25 | source\"; this cannot be read: " + name, e);
        }
    }

    private RuleSet set(String id) {
        try {
            return new RuleSet(
                    id,
                    day(text(id, "validFrom")),
                    text(id, "source"),
                    Ore.kroner(number(id, "inkassosats")),
                    Share.parse(text(id, "reminderFee")),
                    Share.parse(text(id, "demandFee")),
                    number(id, "graceDays"),
                    number(id, "mostFees"),
                    number(id, "deadlineDays"),
                    number(id, "resetMonths"),
                    Boolean.parseBoolean(text(id, "ownCollection")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    id + ".validFrom is a date such as 2027-01-01, or pending while it is not set", e);
        }
    }

    private static LocalDate day(String text) {
        return text.equals(PENDING) ? null : LocalDate.parse(text);
    }

    private String text(String id, String field) {
        String value = lines.getProperty(id + "." + field);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The dunning rule " + id + "." + field + " is missing");
        }
        return value.strip();
    }

    private int number(String id, String field) {
        try {
            int value = Integer.parseInt(text(id, field));
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(id + "." + field + " is a whole number", e);
        }
        throw new IllegalArgumentException(id + "." + field + " is not less than 0");
    }
}
