package no.grend.avtalegiro.internal.minside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.avtalegiro.MandateSignings;
import org.junit.jupiter.api.Test;

/** The panel's texts: the same keys in every language, all that the templates ask for, and formats that can be read. */
class AvtaleGiroPanelTest {

    private static final Pattern KEY = Pattern.compile("t\\('([^']+)'");

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = resource("texts_" + language + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static InputStream resource(String name) {
        return AvtaleGiroPanelTest.class.getResourceAsStream("/minside/avtalegiro/" + name);
    }

    @Test
    void everyLanguageHasTheSameKeysAndReadableFormats() throws IOException {
        Set<String> keys = texts("nb").stringPropertyNames();
        for (String language : new String[] {"nb", "nn", "en"}) {
            Properties texts = texts(language);
            assertThat(texts.stringPropertyNames()).as(language).isEqualTo(keys);
            for (String key : keys) {
                assertThat(new MessageFormat(texts.getProperty(key)).format(new Object[] {"X"}))
                        .as(language + " " + key)
                        .isNotBlank();
            }
        }
    }

    @Test
    void theTemplatesAskForTextsThatAreThere() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (String template : new String[] {"summary.peb", "page.peb"}) {
            try (InputStream in = resource(template)) {
                Matcher keys = KEY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                while (keys.find()) {
                    asked.add(keys.group(1));
                }
            }
        }
        asked.addAll(Set.of("notice.yes", "notice.no", "title"));
        for (String choice :
                new String[] {"LETTER", "EMAIL", "SMS", "saved", "EMAIL_MISSING", "MOBILE_MISSING", "UNKNOWN"}) {
            asked.add("choice." + choice);
        }
        for (String done : new String[] {"limit", "signing", "signing.cancellation"}) {
            asked.add("limit.saved." + done);
        }
        for (MandateSignings.State state : MandateSignings.State.values()) {
            asked.add("signing." + state);
        }
        asked.add("limit.wrong");
        for (String status : new String[] {"status.active", "status.ended", "status.none"}) {
            asked.addAll(Set.of(status, status + ".meaning"));
            assertThat(texts("nb").getProperty(status))
                    .as("short enough for a pill")
                    .hasSizeLessThan(20);
        }

        assertThat(texts("nb").stringPropertyNames()).containsAll(asked);
        assertThat(asked).containsAll(texts("nb").stringPropertyNames());
    }
}
