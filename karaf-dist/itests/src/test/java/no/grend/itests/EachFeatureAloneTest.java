package no.grend.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Every licensable feature installs alone on the bare platform, and installing or removing it touches no other bundle. */
@RunWith(PaxExam.class)
@Category(Alone.class)
@ExamReactorStrategy(PerClass.class)
public class EachFeatureAloneTest {

    /** Parts of the platform and of the distribution rather than things to license. */
    private static final List<String> NOT_LICENSED = List.of("grend", "grend-platform", "grend-api", "grend-demo");

    @Inject
    BootFinished booted;

    @Inject
    FeaturesService features;

    @Inject
    BundleContext context;

    @Configuration
    public Option[] platform() {
        return InContainer.booting("grend-db-derby", "grend-platform");
    }

    @Test
    public void installsAndGoesWithoutTouchingOthers() throws Exception {
        List<String> licensable = new ArrayList<>();
        for (Feature feature : features.listFeatures()) {
            String name = feature.getName();
            if (name.startsWith("grend-")
                    && !name.startsWith("grend-tp-")
                    && !name.startsWith("grend-db-")
                    && !NOT_LICENSED.contains(name)) {
                licensable.add(name);
            }
        }
        assertTrue("Found only " + licensable, licensable.size() >= 6);
        for (String name : licensable) {
            installAndRemove(name);
        }
    }

    private void installAndRemove(String name) throws Exception {
        Map<Long, String> before = bundles();
        List<String> touched = new ArrayList<>();
        SynchronousBundleListener watch = event -> {
            boolean old = before.containsKey(event.getBundle().getBundleId());
            if (old && (event.getType() & (BundleEvent.STOPPED | BundleEvent.UNRESOLVED | BundleEvent.UPDATED)) != 0) {
                touched.add(event.getBundle().getSymbolicName());
            }
        };
        context.addBundleListener(watch);
        try {
            features.installFeature(name);
            for (Bundle bundle : context.getBundles()) {
                if (String.valueOf(bundle.getSymbolicName()).startsWith("no.grend.")) {
                    assertEquals(name + ": " + bundle.getSymbolicName(), Bundle.ACTIVE, bundle.getState());
                }
            }
            assertTrue(name + " touched " + touched, touched.isEmpty());
            features.uninstallFeature(name);
            assertTrue(name + " touched, when it went, " + touched, touched.isEmpty());
            assertEquals(name, before, bundles());
        } finally {
            context.removeBundleListener(watch);
        }
    }

    private Map<Long, String> bundles() {
        Map<Long, String> bundles = new TreeMap<>();
        Arrays.stream(context.getBundles())
                .forEach(bundle -> bundles.put(bundle.getBundleId(), bundle.getSymbolicName()));
        return bundles;
    }
}
