package no.grend.privacy.internal.minside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PersonalDataPanelTest {

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        String path = "minside/privacy/texts_" + language + ".properties";
        try (InputStream in = PersonalDataPanel.class.getClassLoader().getResourceAsStream(path)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void allLanguagesSayTheSame() throws IOException {
        assertThat(texts("nb").stringPropertyNames())
                .isEqualTo(texts("nn").stringPropertyNames())
                .isEqualTo(texts("en").stringPropertyNames());
        assertThat(texts("nb").values()).noneMatch(text -> text.toString().isBlank());
    }
}
