package no.grend.db.derby.internal;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.List;
import javax.sql.DataSource;
import no.grend.kernel.ConnectionMeters;
import no.grend.kernel.Meter;
import no.grend.kernel.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The pool in numbers, as long as its data source is published. */
@Component(service = Meters.class)
public final class DerbyMeters implements Meters {

    private final HikariDataSource pool;

    @Activate
    public DerbyMeters(@Reference(target = "(grend.database=derby)") DataSource pool) {
        this.pool = (HikariDataSource) pool;
    }

    @Override
    public List<Meter> meters() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return new ConnectionMeters(
                        now.getActiveConnections(),
                        now.getIdleConnections(),
                        now.getThreadsAwaitingConnection(),
                        pool.getMaximumPoolSize())
                .meters();
    }
}
