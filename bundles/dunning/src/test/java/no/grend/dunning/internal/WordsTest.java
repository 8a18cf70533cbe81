package no.grend.dunning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.grend.dunning.internal.rules.Level;
import no.grend.dunning.internal.rules.Reason;
import no.grend.kernel.Texts;
import no.grend.ledger.spi.Collector.Unpaid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read: the same in every language, all that is asked for, and formats that can be read. */
class WordsTest {

    private static final Pattern TEMPLATE_KEY = Pattern.compile("t\\('([^']+)'");
    private static final Pattern REASON = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)*)\"");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");

    private static Properties texts(String name) throws IOException {
        Properties texts = new Properties();
        try (InputStream in = WordsTest.class.getResourceAsStream("/" + name + ".properties")) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no/grend/dunning/internal/words/explanations_",
                "no/grend/dunning/internal/words/letter_",
                "minside/reminders/texts_"
            })
    void everyLanguageSaysTheSame(String family) throws IOException {
        Properties first = texts(family + "nb");
        for (String language : Texts.LANGUAGES) {
            Properties texts = texts(family + language);
            assertThat(texts.stringPropertyNames()).as(language).isEqualTo(first.stringPropertyNames());
            for (String key : texts.stringPropertyNames()) {
                assertThat(places(texts.getProperty(key)))
                        .as(language + " " + key)
                        .isEqualTo(places(first.getProperty(key)));
                assertThat(new MessageFormat(texts.getProperty(key))
                                .format(new Object[] {"X", "X", "X", "X", "X", "X", "X"}))
                        .as(language + " " + key)
                        .isNotBlank()
                        .doesNotContain("{");
            }
        }
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    /** Every reason that the rules give has its sentence, and there are no others. */
    @Test
    void everyReasonHasItsSentence() throws IOException {
        Set<String> given = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/no/grend/dunning/internal/rules"))) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                if (!file.endsWith("Routine.java") && !file.endsWith("PlannedLetter.java")) {
                    Matcher matcher = REASON.matcher(source);
                    while (matcher.find()) {
                        given.add(matcher.group(1));
                    }
                }
            }
        }
        for (Unpaid.Cause cause : Unpaid.Cause.values()) {
            given.add(Reason.UNCOLLECTED + cause);
        }
        assertThat(texts("no/grend/dunning/internal/words/explanations_nb").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void thePanelAsksForTextsThatAreThere() throws IOException {
        Set<String> asked =
                new TreeSet<>(Set.of("title", "sent", "queued", "next.paid", "next.disputed", "next.nothing"));
        for (Level level : Level.values()) {
            asked.add("level." + level);
            asked.add("next." + level);
        }
        for (String template : new String[] {"summary.peb", "page.peb"}) {
            try (InputStream in = WordsTest.class.getResourceAsStream("/minside/reminders/" + template)) {
                Matcher keys = TEMPLATE_KEY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                while (keys.find()) {
                    asked.add(keys.group(1));
                }
            }
        }
        assertThat(texts("minside/reminders/texts_nb").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(asked);
    }
}
