package no.grend.dunning.internal.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import no.grend.dunning.internal.rules.Reason;
import no.grend.dunning.internal.store.Step.Line;
import no.grend.kernel.Ore;

/** How a reason lies in its row. */
final class StoredReason {

    private static final String BETWEEN = "|";

    private StoredReason() {}

    static String facts(Reason why) {
        return String.join(BETWEEN, why.facts());
    }

    static Line line(ResultSet row) throws SQLException {
        String facts = row.getString("facts");
        Reason why = new Reason(
                row.getString("code"),
                facts.isEmpty() ? List.of() : List.of(facts.split("\\|", -1)),
                row.getString("source"),
                date(row, "rule_from"));
        return new Line(Line.Kind.valueOf(row.getString("kind")), Ore.of(row.getLong("amount_ore")), why);
    }

    static LocalDate date(ResultSet row, String column) throws SQLException {
        Date value = row.getDate(column);
        return value == null ? null : value.toLocalDate();
    }

    static Step with(Step step, List<Line> lines) {
        return new Step(
                step.id(),
                step.invoiceId(),
                step.invoiceNumber(),
                step.contactId(),
                step.level(),
                step.state(),
                step.runId(),
                step.channel(),
                step.language(),
                step.collected(),
                step.principal(),
                step.earlier(),
                step.fee(),
                step.interest(),
                step.interestUntil(),
                step.ruleSet(),
                step.begunOn(),
                step.sentOn(),
                step.deadline(),
                step.withdrawnWhy(),
                lines);
    }
}
