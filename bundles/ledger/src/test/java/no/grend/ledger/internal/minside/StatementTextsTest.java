package no.grend.ledger.internal.minside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.ledger.LedgerEvent;
import org.junit.jupiter.api.Test;

/** The statement's words: the same in every language, and every one that is asked for. */
class StatementTextsTest {

    private static final Pattern KEY = Pattern.compile("t\\('([^']+)'");

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (InputStream in =
                StatementTextsTest.class.getResourceAsStream("/minside/statement/texts_" + language + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void everyLanguageHasThoseThatAreAskedFor() throws IOException {
        Set<String> asked = new TreeSet<>(Set.of("title", "year.title", "owes", "drawn", "credit", "settled"));
        asked.addAll(Set.of("what.FEE", "what.INTEREST", "what.TO_CREDIT"));
        for (LedgerEvent.Kind kind : LedgerEvent.Kind.values()) {
            if (kind != LedgerEvent.Kind.CHARGE_ADDED) {
                asked.add("what." + kind);
            }
        }
        for (String template : new String[] {"summary.peb", "year.peb"}) {
            try (InputStream in = StatementTextsTest.class.getResourceAsStream("/minside/statement/" + template)) {
                Matcher keys = KEY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                while (keys.find()) {
                    asked.add(keys.group(1));
                }
            }
        }
        for (String language : new String[] {"nb", "nn", "en"}) {
            assertThat(texts(language).stringPropertyNames()).as(language).containsExactlyInAnyOrderElementsOf(asked);
        }
    }
}
