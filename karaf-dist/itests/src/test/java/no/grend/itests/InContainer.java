package no.grend.itests;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.karaf.options.LogLevelOption;
import org.ops4j.pax.exam.options.extra.VMOption;

/** How a test runs inside the packed distribution: what it boots with, on free ports, with data of its own. */
final class InContainer {

    private static final String MVN = "etc/org.ops4j.pax.url.mvn.cfg";
    private static final String FEATURES = "etc/org.apache.karaf.features.cfg";

    private InContainer() {}

    /** The distribution with these features instead of all of them. */
    static Option[] booting(String... features) {
        String version = System.getProperty("grend.version").replace("-", ".");
        StringBuilder boot = new StringBuilder("bundle,config,feature,log,service,shell,system");
        for (String feature : features) {
            boot.append(',').append(feature).append('/').append(version);
        }
        return OptionUtils.combine(
                asModules(),
                OptionUtils.combine(
                        new Option[] {
                            karafDistributionConfiguration()
                                    .frameworkUrl(new File(System.getProperty("grend.archive"))
                                            .toURI()
                                            .toString())
                                    .name("Grend")
                                    .karafVersion(System.getProperty("karaf.version"))
                                    .unpackDirectory(new File("target/exam"))
                                    .useDeployFolder(false),
                            logLevel(LogLevelOption.LogLevel.INFO),
                            org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder(),
                            configureConsole().ignoreLocalConsole().ignoreRemoteShell()
                        },
                        editConfigurationFilePut(FEATURES, "featuresBoot", boot.toString()),
                        // Only the test's own bundles come from here; the product has no repository but system/.
                        editConfigurationFilePut(
                                MVN,
                                "org.ops4j.pax.url.mvn.repositories",
                                "file:" + System.getProperty("grend.repository") + "@id=tests@snapshots"),
                        editConfigurationFilePut(
                                "etc/org.ops4j.pax.web.cfg",
                                "org.osgi.service.http.port",
                                Integer.toString(freePort())),
                        systemProperty("grend.data").value(temporary().toString()),
                        systemProperty("grend.url").value("http://127.0.0.1/"),
                        systemProperty("java.awt.headless").value("true")));
    }

    /** As Karaf's own scripts do, since the container starts without the class path of bin/grend. */
    private static Option[] asModules() {
        String karaf = System.getProperty("karaf.version");
        return Stream.of(
                        "--add-reads=java.xml=java.logging",
                        "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                        "--patch-module",
                        "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + karaf + ".jar",
                        "--patch-module",
                        "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + karaf + ".jar",
                        "--add-opens",
                        "java.base/java.net=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/java.util=ALL-UNNAMED",
                        "--add-opens",
                        "java.naming/javax.naming.spi=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                        "-Djava.security.manager=allow")
                .map(VMOption::new)
                .toArray(Option[]::new);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("grend-in-container");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
