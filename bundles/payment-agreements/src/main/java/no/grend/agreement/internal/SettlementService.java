package no.grend.agreement.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.Settlement;
import no.grend.agreement.Settlements;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Settlements as staff see them. Safe between threads. */
@Component(service = {Settlements.class, SettlementService.class})
public final class SettlementService implements Settlements {

    private static final String SIGN = "/";

    private final Tables tables;
    private final Settling settling;

    @Activate
    public SettlementService(@Reference PaymentService payments) {
        this.tables = payments.tables();
        this.settling = new Settling(tables);
    }

    Settling settling() {
        return settling;
    }

    @Override
    public Page<Settlement> settlements(Actor actor, String provider, Integer asked, String cursor) {
        actor.require(Permission.LEDGER_READ);
        int limit = Page.limit(asked);
        int sign = cursor == null ? -1 : cursor.indexOf(SIGN);
        LocalDate day = cursor == null ? null : day(sign < 0 ? cursor : cursor.substring(0, sign));
        String after = sign < 0 ? null : cursor.substring(sign + 1);
        List<Settlement> rows = tables.db.read(tx -> settling.settlements().page(tx, provider, day, after, limit + 1));
        return Page.cut(rows, limit, row -> row.day() + SIGN + row.provider());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            throw Problem.invalid("/cursor", "CURSOR_INVALID", "cursor must be as it came from the page before.");
        }
    }

    @Override
    public Optional<Settlement> settlement(Actor actor, String provider, LocalDate day) {
        actor.require(Permission.LEDGER_READ);
        return tables.db.read(tx -> settling.settlements().of(tx, provider, day));
    }
}
