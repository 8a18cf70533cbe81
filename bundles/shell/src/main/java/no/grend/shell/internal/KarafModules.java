package no.grend.shell.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.karaf.features.Dependency;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.FeaturesService.Option;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The modules as Karaf's features; the distribution asks for each by its own name, so each can go by itself. */
@Component(service = Modules.class)
public final class KarafModules implements Modules {

    /** Features of ours that no organisation licenses by name. */
    private static final Pattern NO_MODULE = Pattern.compile("grend-(tp-.*|db-.*|api|platform|demo)");

    private static final Set<Option> QUIET = EnumSet.of(Option.NoAutoRefreshBundles);

    private final FeaturesService features;

    @Activate
    public KarafModules(@Reference FeaturesService features) {
        this.features = features;
    }

    /** Something the container does that may throw anything. */
    private interface Step<T> {
        T take() throws Exception;
    }

    @Override
    public List<Module> all() {
        return attempt(() -> Arrays.stream(features.listFeatures())
                .filter(KarafModules::isModule)
                .map(feature -> new Module(feature.getName(), features.isInstalled(feature), needs(feature)))
                .sorted(Comparator.comparing(Module::name))
                .toList());
    }

    @Override
    public void install(String name) {
        attempt(() -> {
            features.installFeature(name, EnumSet.copyOf(QUIET));
            return name;
        });
    }

    @Override
    public void uninstall(String name) {
        attempt(() -> {
            features.uninstallFeature(name, EnumSet.copyOf(QUIET));
            if (features.isInstalled(features.getFeature(name))) {
                throw new IllegalStateException("another installed feature holds " + name + "; see feature:info");
            }
            return name;
        });
    }

    private static boolean isModule(Feature feature) {
        return feature.getName().startsWith("grend-")
                && !NO_MODULE.matcher(feature.getName()).matches();
    }

    private static Set<String> needs(Feature feature) {
        return feature.getDependencies().stream()
                .map(Dependency::getName)
                .filter(name ->
                        name.startsWith("grend-") && !NO_MODULE.matcher(name).matches())
                .collect(Collectors.toSet());
    }

    private static <T> T attempt(Step<T> step) {
        try {
            return step.take();
        } catch (Exception e) {
            throw new IllegalStateException("The container refused: " + e.getMessage(), e);
        }
    }
}
