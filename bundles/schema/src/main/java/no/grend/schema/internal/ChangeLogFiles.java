package no.grend.schema.internal;

import java.net.URL;

/** Where a module's change log and the files it includes lie: a bundle, a jar, a folder. */
@FunctionalInterface
public interface ChangeLogFiles {

    /** The change log of every module that has one. */
    String CHANGE_LOG = "db/changelog.xml";

    /**
     * A file by its path inside the module.
     *
     * @return null when the module has no such file
     */
    URL find(String path);
}
