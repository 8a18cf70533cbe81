package no.grend.shell.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

/** The modules as Karaf's features. A feature that only gathers others is taken apart when one of them goes. */
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
            Feature feature = features.getFeature(name);
            for (Feature gathering : gatherings(name)) {
                takeApart(gathering, name);
            }
            if (features.isRequired(feature)) {
                features.uninstallFeature(name, feature.getVersion(), EnumSet.copyOf(QUIET));
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

    /** Features asked for by name that hold this one and are no modules themselves. */
    private List<Feature> gatherings(String name) throws Exception {
        return Arrays.stream(features.listRequiredFeatures())
                .filter(feature -> !isModule(feature))
                .filter(feature -> feature.getDependencies().stream()
                        .anyMatch(part -> part.getName().equals(name)))
                .toList();
    }

    private void takeApart(Feature gathering, String without) throws Exception {
        Set<String> parts = new HashSet<>();
        for (Dependency part : gathering.getDependencies()) {
            if (!part.getName().equals(without)) {
                parts.add("feature:" + part.getName());
            }
        }
        features.addRequirements(Map.of(FeaturesService.ROOT_REGION, parts), EnumSet.copyOf(QUIET));
        features.uninstallFeature(gathering.getName(), gathering.getVersion(), EnumSet.copyOf(QUIET));
    }

    private static <T> T attempt(Step<T> step) {
        try {
            return step.take();
        } catch (Exception e) {
            throw new IllegalStateException("The container refused: " + e.getMessage(), e);
        }
    }
}
