package no.grend.schema.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.util.List;
import liquibase.Liquibase;
import liquibase.resource.AbstractResource;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.OpenOptions;
import liquibase.resource.Resource;

/**
 * The module's files as Liquibase asks for them, and Liquibase's own (its XML schema).
 *
 * <p>Liquibase remembers a change by its file's path, and every module's change log has the same one, so here the path
 * begins with the module's name.
 */
final class ChangeLogResources extends AbstractResourceAccessor {

    private static final String XML_SCHEMA = "www.liquibase.org/xml/ns/dbchangelog/dbchangelog-";

    private final String prefix;
    private final ChangeLogFiles files;

    ChangeLogResources(String module, ChangeLogFiles files) {
        this.prefix = module + "/";
        this.files = files;
    }

    /** The path to give to Liquibase. */
    String changeLogPath() {
        return prefix + ChangeLogFiles.CHANGE_LOG;
    }

    @Override
    public List<Resource> getAll(String path) {
        URL file = path.startsWith(prefix) ? files.find(path.substring(prefix.length())) : liquibaseFile(path);
        return file == null ? List.of() : List.of(new File(path, file));
    }

    /** Whichever version of the XML schema a change log names: the latest reads them all, and only it is carried. */
    private static URL liquibaseFile(String path) {
        String carried = path.startsWith(XML_SCHEMA) && path.endsWith(".xsd") ? XML_SCHEMA + "latest.xsd" : path;
        return Liquibase.class.getClassLoader().getResource(carried);
    }

    @Override
    public List<Resource> search(String path, boolean recursive) {
        return getAll(path);
    }

    @Override
    public List<String> describeLocations() {
        return List.of(prefix);
    }

    @Override
    public void close() {
        // Holds nothing open.
    }

    /** One file, read only. */
    private static final class File extends AbstractResource {

        private final URL url;

        File(String path, URL url) {
            super(path, URI.create("module:/" + path));
            this.url = url;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            return url.openStream();
        }

        @Override
        public boolean isWritable() {
            return false;
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public Resource resolve(String other) {
            throw new UnsupportedOperationException("A module keeps its changes in one file");
        }

        @Override
        public Resource resolveSibling(String other) {
            throw new UnsupportedOperationException("A module keeps its changes in one file");
        }

        @Override
        public OutputStream openOutputStream(OpenOptions options) {
            throw new UnsupportedOperationException("A change log is not written");
        }
    }
}
