package no.grend.health.internal;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.grend.kernel.Ending;
import no.grend.schema.Database;
import no.grend.schema.SchemaStatus;
import no.grend.schema.SchemaStatus.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database answers and every module has its tables. */
@Component(service = DatabaseDoor.class)
public class DatabaseDoor {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseDoor.class);
    private static final long PATIENCE_SECONDS = 3;

    private final ExecutorService asker =
            new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DatabaseDoor::named);

    /** The question under way: all who ask meanwhile wait for its answer, so a hanging database costs one connection. */
    private Future<Integer> asked;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Database> databases = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SchemaStatus schema;

    @Activate
    public DatabaseDoor() {}

    DatabaseDoor(List<Database> databases, SchemaStatus schema) {
        this.databases = databases;
        this.schema = schema;
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "grend-health-database");
        thread.setDaemon(true);
        return thread;
    }

    @Deactivate
    void close() {
        Ending.of(asker);
    }

    /** What is not well with the database, with the modules' doors that are shut because of it. */
    List<Known> troubles() {
        SchemaStatus status = schema;
        if (status == null) {
            return List.of(everyDoor("No database is installed: install grend-db-derby or grend-db-postgresql."));
        }
        if (!answers()) {
            return List.of(everyDoor("The database does not answer. Grend goes on by itself when it is back."));
        }
        return status.modules().stream()
                .filter(module -> module.state() != State.READY)
                .map(DatabaseDoor::shut)
                .toList();
    }

    private static Known everyDoor(String detail) {
        return new Known("database", detail, need -> need.startsWith(Stopped.DATABASE));
    }

    private static Known shut(SchemaStatus.ModuleSchema tables) {
        String detail = tables.state() == State.FAILED
                ? "Its tables could not be brought up to date; the log and grend:status tell why."
                : "Its tables are not made yet.";
        String door = Stopped.need(Stopped.DATABASE, "(module=" + tables.module() + ")");
        return new Known(ModuleNames.ofTables(tables.module()), detail, door::equals);
    }

    private boolean answers() {
        List<Database> doors = databases;
        if (doors.isEmpty()) {
            return false;
        }
        try {
            return question(doors.get(0)).get(PATIENCE_SECONDS, TimeUnit.SECONDS) == 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            LOG.warn("The database does not answer", e.getCause());
            return false;
        } catch (TimeoutException e) {
            LOG.warn("The database has not answered within {} s", PATIENCE_SECONDS);
            return false;
        }
    }

    private synchronized Future<Integer> question(Database door) {
        if (asked == null || asked.isDone()) {
            asked = asker.submit(() -> door.read(
                    tx -> tx.createQuery("VALUES (1)").mapTo(Integer.class).one()));
        }
        return asked;
    }
}
