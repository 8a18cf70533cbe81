package no.grend.schema.internal;

import static java.util.Map.entry;

import java.sql.Connection;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.ui.LoggerUIService;

/** One run of Liquibase. The only class, with {@link ChangeLogResources}, that loads any of it. */
final class LiquibaseRun {

    private final String module;
    private final ChangeLogFiles files;

    LiquibaseRun(String module, ChangeLogFiles files) {
        this.module = module;
        this.files = files;
    }

    /** Runs what has not run before, and leaves the connection open. */
    void on(Connection connection) {
        ChangeLogResources resources = new ChangeLogResources(module, files);
        Map<String, Object> scope = Map.ofEntries(
                entry(Scope.Attr.resourceAccessor.name(), resources),
                entry(Scope.Attr.classLoader.name(), Liquibase.class.getClassLoader()),
                entry(Scope.Attr.logService.name(), new LiquibaseLog()),
                entry(Scope.Attr.ui.name(), new LoggerUIService()),
                entry("liquibase.analytics.enabled", false));
        try {
            Scope.child(scope, () -> update(connection, resources));
        } catch (Exception e) {
            throw new MigrationFailed(module, e);
        }
    }

    private static void update(Connection connection, ChangeLogResources resources) throws Exception {
        Database database = database(connection);
        // Not closed: that would close the connection, which is the pool's.
        Liquibase liquibase = new Liquibase(resources.changeLogPath(), resources, database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
        liquibase.update(new Contexts(), new LabelExpression());
    }

    private static Database database(Connection connection) throws DatabaseException {
        return DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
    }
}
