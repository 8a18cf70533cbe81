package no.grend.minside.internal;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import no.grend.kernel.Ore;

/** What the portal adds to Pebble: texts, addresses of assets, and one way to write money and dates. */
final class PortalExtension extends AbstractExtension {

    private final Texts texts;
    private final UnaryOperator<String> assets;

    /** @param assets gives the public address of a file in the panel's assets folder */
    PortalExtension(Texts texts, UnaryOperator<String> assets) {
        this.texts = texts;
        this.assets = assets;
    }

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of(
                "money", filter((value, language) -> Display.money(value)),
                "ore", filter((value, language) -> plain(Display.ore(value))),
                "date", filter(Display::date),
                "datetime", filter(Display::dateTime),
                "isodate", filter((value, language) -> Display.isoDate(value)));
    }

    @Override
    public Map<String, Function> getFunctions() {
        return Map.of(
                "t",
                        function((arguments, language) -> {
                            Object key = arguments.get("0");
                            if (key == null) {
                                return "";
                            }
                            Object[] rest = new Object[arguments.size() - 1];
                            for (int i = 0; i < rest.length; i++) {
                                rest[i] = arguments.get(String.valueOf(i + 1));
                            }
                            return texts.text(language, key.toString(), rest);
                        }),
                "asset", function((arguments, language) -> assets.apply(String.valueOf(arguments.get("0")))));
    }

    private static String plain(Ore ore) {
        return ore == null ? "" : Long.toString(ore.value());
    }

    private static Filter filter(BiFunction<Object, Locale, Object> change) {
        return new Filter() {
            @Override
            public Object apply(
                    Object input,
                    Map<String, Object> arguments,
                    PebbleTemplate self,
                    EvaluationContext context,
                    int lineNumber) {
                return change.apply(input, context.getLocale());
            }

            @Override
            public List<String> getArgumentNames() {
                return null;
            }
        };
    }

    private static Function function(BiFunction<Map<String, Object>, Locale, Object> answer) {
        return new Function() {
            @Override
            public Object execute(
                    Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
                return answer.apply(arguments, context.getLocale());
            }

            @Override
            public List<String> getArgumentNames() {
                return null;
            }
        };
    }
}
