package no.grend.schema;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Tells which modules' tables are ready, for {@code grend:status} and {@code /health/ready}. Safe between threads. */
@ProviderType
public interface SchemaStatus {

    /** Every installed module that keeps tables, by name. */
    List<ModuleSchema> modules();

    /** How far a module's tables have come. */
    enum State {
        /** Its change log waits for its turn, is running, or will be tried again when the database answers. */
        WAITING,
        /** Its {@link Database} is published. */
        READY,
        /** Its change log could not be run: the module stays off until its bundle is started again. */
        FAILED
    }

    /**
     * A module's tables.
     *
     * @param reason why it failed or waits, for an operator; null when there is nothing to tell
     */
    record ModuleSchema(String module, State state, String reason) {}
}
