package no.grend.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import no.grend.kernel.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The modules that an operator has turned off, kept in {@code etc/no.grend.modules.cfg} of the data folder. Karaf remembers
 * them as well, but in a cache that goes with every upgrade; {@code bin/grend} reads this file when it makes a new one.
 */
@Component(service = OffList.class)
public final class OffList {

    private static final String FILE = "no.grend.modules.cfg";
    private static final String HEAD = """
            # Modules that are turned off, and stay off when Grend is started or upgraded.
            # Written by grend:module-disable and grend:module-enable.
            off =\
            """;

    private final Path file;

    @Activate
    public OffList(BundleContext context) {
        this(Path.of(context.getProperty("karaf.etc")));
    }

    OffList(Path etc) {
        this.file = etc.resolve(FILE);
    }

    /** Writes which modules are off; the file is whole or as it was. */
    void write(Collection<String> modules) {
        String names = String.join(", ", modules.stream().sorted().toList());
        Path aside = file.resolveSibling(FILE + ".new");
        try {
            Files.writeString(aside, HEAD + (names.isEmpty() ? "" : " " + names) + "\n");
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Problem.unavailable(
                    "OFF_LIST_NOT_WRITTEN",
                    "Nothing was changed, because " + file + " cannot be written ("
                            + e.getClass().getSimpleName() + "). Make room or mend its permissions, then try again.");
        }
    }
}
