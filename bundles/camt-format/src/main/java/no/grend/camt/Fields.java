package no.grend.camt;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.camt.CamtEntry.Direction;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;

/** Fields that report themselves when they are wrong. Each reads the element just begun and closes it. */
record Fields(Reading reading) {

    private static final Pattern DECIMAL = Pattern.compile("([+-]?)([0-9]*)(?:\\.([0-9]*))?");
    private static final Pattern DATE = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final Pattern WITH_OFFSET = Pattern.compile(".*(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final int MOST_KRONER_DIGITS = 15;
    private static final int LONGEST_REFERENCE = 140;
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2199;
    private static final Set<String> NOT_GIVEN = Set.of("NOTPROVIDED", "NOT PROVIDED", "NONREF");

    private XmlCursor xml() {
        return reading.xml();
    }

    /** An amount with its currency; null, and reported, when it is none in kroner. */
    Ore amount(String what) throws Unreadable, IOException {
        String currency = xml().attribute("Ccy");
        Ore amount = decimal(what);
        if (currency == null) {
            reading.error(FindingCode.CURRENCY_MISSING, what + " has no currency (Ccy).");
            return null;
        }
        return requireKroner(currency, what) ? amount : null;
    }

    /** An amount; null when it is missing or in another currency, and reported only when it is in kroner and wrong. */
    Ore amountIfKroner(String what) throws Unreadable, IOException {
        if (!"NOK".equals(xml().attribute("Ccy"))) {
            xml().skip();
            return null;
        }
        return decimal(what);
    }

    boolean requireKroner(String currency, String what) {
        boolean kroner = "NOK".equals(currency);
        if (!kroner) {
            String shown = currency.matches("[A-Z]{3}") ? " " + currency : "";
            reading.error(FindingCode.CURRENCY_OTHER, what + " is in another currency" + shown + " than NOK.");
        }
        return kroner;
    }

    /** A number of kroner with at most two decimals, exactly; null, and reported, when it is none. */
    Ore decimal(String what) throws Unreadable, IOException {
        String text = xml().text();
        if (text == null) {
            reading.error(FindingCode.AMOUNT_MISSING, what + " is empty.");
            return null;
        }
        Matcher parts = DECIMAL.matcher(text);
        if (!parts.matches() || text.chars().noneMatch(Character::isDigit)) {
            reading.error(
                    FindingCode.AMOUNT_INVALID,
                    what + " is no number; kroner and øre are written with a point, like 250.00.");
            return null;
        }
        return ore(parts, what);
    }

    private Ore ore(Matcher parts, String what) {
        String kroner = parts.group(2).replaceFirst("^0+", "");
        String decimals = parts.group(3) == null ? "" : parts.group(3);
        if (decimals.length() > 2) {
            reading.error(
                    FindingCode.AMOUNT_DECIMALS, what + " has more than two decimals, and there is nothing below øre.");
        } else if (kroner.length() > MOST_KRONER_DIGITS) {
            reading.error(
                    FindingCode.AMOUNT_TOO_LARGE,
                    what + " has more than " + MOST_KRONER_DIGITS + " digits before the point.");
        } else {
            long ore = Long.parseLong("0" + kroner + (decimals + "00").substring(0, 2));
            if (parts.group(1).equals("-") && ore != 0) {
                reading.error(
                        FindingCode.AMOUNT_NEGATIVE,
                        what + " is negative; the direction (CdtDbtInd) tells the way, never a sign.");
                return null;
            }
            return Ore.of(ore);
        }
        return null;
    }

    /** CRDT or DBIT; null, and reported, when it is neither. */
    Direction direction(String what) throws Unreadable, IOException {
        String text = xml().text();
        if ("CRDT".equals(text) || "DBIT".equals(text)) {
            return text.equals("CRDT") ? Direction.CREDIT : Direction.DEBIT;
        }
        reading.error(
                FindingCode.DIRECTION_INVALID, "The direction (CdtDbtInd) of " + what + " is neither CRDT nor DBIT.");
        return null;
    }

    /** true or false, as XML writes them; null, and reported, when it is neither. */
    Boolean indicator(String what) throws Unreadable, IOException {
        String text = xml().text();
        if ("true".equals(text) || "1".equals(text)) {
            return true;
        }
        if ("false".equals(text) || "0".equals(text)) {
            return false;
        }
        reading.error(FindingCode.REVERSAL_INVALID, what + " is neither true nor false.");
        return null;
    }

    /** {@code Dt} or {@code DtTm} within the element; null, and reported, when there is no such day. */
    LocalDate dateChoice(String what) throws Unreadable, IOException {
        int own = xml().depth();
        LocalDate date = null;
        boolean found = false;
        while (xml().child(own)) {
            switch (xml().name()) {
                case "Dt" -> {
                    date = date(xml().text(), what);
                    found = true;
                }
                case "DtTm" -> {
                    LocalDateTime time = time(xml().text(), FindingCode.DATE_INVALID, what);
                    date = time == null ? null : time.toLocalDate();
                    found = true;
                }
                default -> {}
            }
        }
        if (!found) {
            reading.error(FindingCode.DATE_INVALID, what + " has neither Dt nor DtTm.");
        }
        return date;
    }

    private LocalDate date(String text, String what) {
        Matcher parts = DATE.matcher(String.valueOf(text));
        LocalDate date = parts.matches() ? parsedDate(parts.group(1)) : null;
        if (date != null && isSensible(date)) {
            return date;
        }
        reading.error(FindingCode.DATE_INVALID, what + " is no date YYYY-MM-DD that exists.");
        return null;
    }

    private static LocalDate parsedDate(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A point in time, in Norwegian time; null, and reported, when it is none. */
    LocalDateTime time(String what) throws Unreadable, IOException {
        return time(xml().text(), FindingCode.TIME_INVALID, what);
    }

    private LocalDateTime time(String text, FindingCode code, String what) {
        LocalDateTime time = text == null ? null : parsedTime(text);
        if (time != null && isSensible(time.toLocalDate())) {
            return time;
        }
        reading.error(code, what + " is no time YYYY-MM-DDThh:mm:ss that exists.");
        return null;
    }

    private static LocalDateTime parsedTime(String text) {
        try {
            return WITH_OFFSET.matcher(text).matches() && text.contains("T")
                    ? norwegian(OffsetDateTime.parse(text))
                    : LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A few banks write midnight UTC and mean the day. */
    private static LocalDateTime norwegian(OffsetDateTime time) {
        boolean dayOnly =
                time.getOffset().equals(ZoneOffset.UTC) && time.toLocalTime().equals(LocalTime.MIDNIGHT);
        return dayOnly
                ? time.toLocalDateTime()
                : time.atZoneSameInstant(Oslo.ZONE).toLocalDateTime();
    }

    private static boolean isSensible(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
    }

    /** A whole number that is not negative; -1, and reported, when it is none. */
    int count(String what) throws Unreadable, IOException {
        String text = xml().text();
        if (text != null && text.matches("[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        reading.error(FindingCode.COUNT_INVALID, what + " is no number of 1-9 digits.");
        return -1;
    }

    /** A reference; null when it is not given, and reported when no bank writes one so long. */
    String reference(String what) throws Unreadable, IOException {
        String text = xml().text();
        if (text != null && text.length() > LONGEST_REFERENCE) {
            reading.error(FindingCode.FIELD_TOO_LONG, what + " is longer than " + LONGEST_REFERENCE + " characters.");
            return null;
        }
        return text == null || NOT_GIVEN.contains(text) ? null : text;
    }

    /** The account in {@code Id/IBAN} or {@code Id/Othr/Id}, from within {@code Acct}; null when there is none. */
    CamtAccount account() throws Unreadable, IOException {
        int own = xml().depth();
        String iban = null;
        String other = null;
        while (xml().child(own)) {
            switch (xml().name()) {
                case "IBAN" -> iban = xml().text();
                case "Othr" -> other = other();
                default -> {}
            }
        }
        if (iban != null) {
            return CamtAccount.ofIban(iban);
        }
        return other == null ? null : CamtAccount.ofOther(other);
    }

    private String other() throws Unreadable, IOException {
        int own = xml().depth();
        String id = null;
        while (xml().child(own)) {
            if (xml().name().equals("Id")) {
                id = xml().text();
            }
        }
        return id;
    }
}
