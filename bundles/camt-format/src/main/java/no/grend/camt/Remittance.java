package no.grend.camt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import no.grend.kernel.Kid;

/** What the payer wanted to say: KIDs and text ({@code RmtInf}). */
final class Remittance {

    private static final int MOST_TEXT = 2_000;
    private static final String RF_REFERENCE = "RF[0-9]{2}.*";

    private final Reading reading;
    private final XmlCursor xml;
    private final Set<String> kids = new LinkedHashSet<>();
    private final StringBuilder text = new StringBuilder();

    Remittance(Reading reading) {
        this.reading = reading;
        this.xml = reading.xml();
    }

    List<String> kids() {
        return new ArrayList<>(kids);
    }

    /** Null when nothing was said. */
    String text() {
        return text.length() == 0 ? null : text.toString();
    }

    /** Reads the element just begun. */
    void read() throws Unreadable, IOException {
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "Ustrd" -> add(xml.text());
                case "Strd" -> structured();
                default -> {}
            }
        }
    }

    /** Adds to the text, as far as there is room; null adds nothing. */
    void add(String more) {
        if (more != null && text.length() < MOST_TEXT) {
            String separated = text.length() == 0 ? more : " " + more;
            text.append(separated, 0, Math.min(separated.length(), MOST_TEXT - text.length()));
        }
    }

    private void structured() throws Unreadable, IOException {
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "CdtrRefInf" -> reference();
                case "AddtlRmtInf" -> add(xml.text());
                case "RfrdDocInf" -> document();
                default -> {}
            }
        }
    }

    private void document() throws Unreadable, IOException {
        int own = xml.depth();
        while (xml.child(own)) {
            if (xml.name().equals("Nb")) {
                add(xml.text());
            }
        }
    }

    /** A KID is a creditor reference of type SCOR that no organisation but the payee has issued (bank-files 11). */
    private void reference() throws Unreadable, IOException {
        String code = null;
        String issuer = null;
        String found = null;
        int own = xml.depth();
        while (xml.child(own)) {
            switch (xml.name()) {
                case "Ref" -> found = xml.text();
                case "Tp" -> {
                    int type = xml.depth();
                    while (xml.child(type)) {
                        switch (xml.name()) {
                            case "CdOrPrtry" -> code = Objects.requireNonNullElse(xml.textOr("Cd"), "proprietary");
                            case "Issr" -> issuer = xml.text();
                            default -> {}
                        }
                    }
                }
                default -> {}
            }
        }
        if (found != null) {
            place(found, code, "ISO".equals(issuer));
        }
    }

    private void place(String found, String code, boolean iso) {
        boolean international = iso || found.toUpperCase(Locale.ROOT).matches(RF_REFERENCE);
        boolean kid = !international && ("SCOR".equals(code) || code == null && Kid.isValid(found));
        if (kid) {
            kids.add(found.replace(" ", ""));
        } else {
            add(found);
        }
    }

    /** The bank accepted the money: a bad KID is flagged and never a reason to refuse (bank-files 6.1). */
    void judge(Reading.Place place) {
        if (kids.size() > 1) {
            reading.error(place, FindingCode.KID_SEVERAL, "One payment names " + kids.size() + " KIDs.");
            return;
        }
        for (String kid : kids) {
            if (!kid.matches("[0-9]{1,24}[0-9-]")) {
                reading.error(place, FindingCode.KID_MALFORMED, "The KID is not 2-25 digits.");
            } else if (!Kid.isValid(kid)) {
                reading.error(place, FindingCode.KID_CHECK_DIGIT, "The KID's check digit is wrong.");
            }
        }
    }
}
