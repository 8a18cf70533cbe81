package no.grend.testkit;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import no.grend.schema.internal.ChangeLogFiles;

/** The files that lie in the same jar or folder as a class, whatever else is on the class path. */
final class AnchoredFiles implements ChangeLogFiles {

    private final Path home;

    AnchoredFiles(Class<?> anchor) {
        try {
            this.home = Path.of(
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Cannot tell where " + anchor + " was loaded from", e);
        }
    }

    @Override
    public URL find(String path) {
        try {
            if (Files.isRegularFile(home)) {
                return URI.create("jar:" + home.toUri() + "!/" + path).toURL();
            }
            // A test class may be the anchor too: the module's own classes lie beside it.
            for (Path folder : List.of(home, home.resolveSibling("classes"))) {
                Path file = folder.resolve(path);
                if (Files.isRegularFile(file)) {
                    return file.toUri().toURL();
                }
            }
            return null;
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("No file can be called " + path, e);
        }
    }
}
