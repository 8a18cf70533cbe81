package no.grend.schema.internal;

import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.slf4j.LoggerFactory;

/** Liquibase's talk, at the levels it deserves: what it calls information is detail to us. */
final class LiquibaseLog extends AbstractLogService {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LiquibaseRun.class);

    @Override
    public int getPriority() {
        return PRIORITY_SPECIALIZED;
    }

    @Override
    public Logger getLog(Class type) {
        return new Quiet();
    }

    private static final class Quiet extends AbstractLogger {

        @Override
        public void log(Level level, String message, Throwable failure) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                // The failure itself reaches the operator as the module's reason.
                LOG.debug(message, failure);
            } else {
                LOG.trace(message, failure);
            }
        }
    }
}
