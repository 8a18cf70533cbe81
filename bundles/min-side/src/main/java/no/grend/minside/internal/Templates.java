package no.grend.minside.internal;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The templates of one panel with their cache; thrown away with the panel, so nothing of its bundle stays behind. A name
 * is a file of the panel's own folder, or {@code grend:<name>} for one that the portal shares. Safe between threads.
 */
final class Templates {

    private static final String SHARED = "grend:";
    private static final String SHARED_FOLDER = "minside/portal/";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*\\.peb");
    private static final Pattern IMPORT = Pattern.compile("(import\\s+[\"']grend:macros\\.peb[\"'])\\s+as\\s+ui(\\s)");
    private static final Pattern CALL = Pattern.compile("\\bui\\.(?=[a-z][A-Za-z]*\\()");
    private static final int LARGEST_PAGE = 2_000_000;

    private final PebbleEngine engine;

    Templates(ClassLoader loader, String folder, Texts texts, UnaryOperator<String> assets) {
        this.engine = new PebbleEngine.Builder()
                .loader(new FolderLoader(loader, folder + "/"))
                .extension(new PortalExtension(texts, assets))
                .autoEscaping(true)
                .strictVariables(false)
                .maxRenderedSize(LARGEST_PAGE)
                .build();
    }

    /** Renders in full, in memory: a failure gives an exception, never half a page. */
    String render(String template, Map<String, Object> model, Locale language) {
        StringWriter page = new StringWriter();
        try {
            engine.getTemplate(template).evaluate(page, model, language);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    private static final class FolderLoader implements Loader<String> {
        private final ClassLoader loader;
        private final String folder;

        FolderLoader(ClassLoader loader, String folder) {
            this.loader = loader;
            this.folder = folder;
        }

        @Override
        public Reader getReader(String name) {
            InputStream in = open(name);
            if (in == null) {
                throw new LoaderException(null, "There is no template " + name + " in " + folder);
            }
            try (in) {
                return new StringReader(withNamedArguments(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * Pebble takes {@code name=value} in a macro call only when the macro was imported without a name of its own, so
         * {@code ui.field(…)} is read as {@code field(…)}.
         */
        private static String withNamedArguments(String template) {
            return CALL.matcher(IMPORT.matcher(template).replaceAll("$1$2")).replaceAll("");
        }

        private InputStream open(String name) {
            boolean shared = name.startsWith(SHARED);
            String file = shared ? name.substring(SHARED.length()) : name;
            if (!NAME.matcher(file).matches()) {
                return null;
            }
            return shared
                    ? Templates.class.getClassLoader().getResourceAsStream(SHARED_FOLDER + file)
                    : loader.getResourceAsStream(folder + file);
        }

        @Override
        public boolean resourceExists(String name) {
            try (InputStream in = open(name)) {
                return in != null;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String resolveRelativePath(String relativePath, String anchorPath) {
            return relativePath;
        }

        @Override
        public String createCacheKey(String name) {
            return name;
        }

        @Override
        public void setCharset(String charset) {
            throw new UnsupportedOperationException("Templates are UTF-8");
        }

        @Override
        public void setPrefix(String prefix) {
            throw new UnsupportedOperationException("Templates lie in the panel's own folder");
        }

        @Override
        public void setSuffix(String suffix) {
            throw new UnsupportedOperationException("Templates are named in full");
        }
    }
}
