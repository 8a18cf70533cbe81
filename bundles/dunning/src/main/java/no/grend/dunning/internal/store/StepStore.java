package no.grend.dunning.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.dunning.internal.rules.Channel;
import no.grend.dunning.internal.rules.Level;
import no.grend.dunning.internal.store.Step.Line;
import no.grend.dunning.internal.store.Step.State;
import no.grend.kernel.Ore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Letters and their lines. Every method works in the caller's transaction; safe between threads.
 *
 * <p>The lines {@code --DERBY-PROPERTIES} keep Derby from sweeping the table for a long list; elsewhere they are comments.
 */
public final class StepStore {

    /** What a run's letters add up to, withdrawn ones left out. */
    public record Total(Level level, long letters, Ore fees, Ore interest) {}

    public void insert(Handle tx, List<Step> steps) {
        PreparedBatch insert = tx.prepareBatch("""
                INSERT INTO dunning_step (id, live_key, invoice_id, invoice_number, contact_id, level_name, state, run_id,
                    channel, language, collected, principal_ore, earlier_ore, fee_ore, interest_ore, interest_until,
                    rule_set, begun_on, sent_on, deadline)
                VALUES (:id, :live, :invoice, :number, :contact, :level, :state, :run, :channel, :language, :collected,
                    :principal, :earlier, :fee, :interest, :until, :ruleSet, :begun, :sent, :deadline)""");
        for (Step step : steps) {
            insert.bind("id", step.id())
                    .bind("live", step.invoiceId() + ":" + step.level())
                    .bind("invoice", step.invoiceId())
                    .bind("number", step.invoiceNumber())
                    .bind("contact", step.contactId())
                    .bind("level", step.level().name())
                    .bind("state", step.state().name())
                    .bind("run", step.runId())
                    .bind("channel", step.channel().name())
                    .bind("language", step.language())
                    .bind("collected", step.collected())
                    .bind("principal", step.principal().value())
                    .bind("earlier", step.earlier().value())
                    .bind("fee", step.fee().value())
                    .bind("interest", step.interest().value())
                    .bind("until", step.interestUntil())
                    .bind("ruleSet", step.ruleSet())
                    .bind("begun", step.begunOn())
                    .bind("sent", step.sentOn())
                    .bind("deadline", step.deadline())
                    .add();
        }
        run(insert);
        insertLines(tx, steps);
    }

    private static void insertLines(Handle tx, List<Step> steps) {
        PreparedBatch insert = tx.prepareBatch("""
                INSERT INTO dunning_line (step_id, place, kind, amount_ore, code, facts, source, rule_from)
                VALUES (:step, :place, :kind, :amount, :code, :facts, :source, :from)""");
        for (Step step : steps) {
            for (int place = 0; place < step.lines().size(); place++) {
                Line line = step.lines().get(place);
                insert.bind("step", step.id())
                        .bind("place", place)
                        .bind("kind", line.kind().name())
                        .bind("amount", line.amount().value())
                        .bind("code", line.why().code())
                        .bind("facts", StoredReason.facts(line.why()))
                        .bind("source", line.why().source())
                        .bind("from", line.why().ruleFrom())
                        .add();
            }
        }
        run(insert);
    }

    private static void run(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** The letters of these invoices that are not withdrawn, oldest first; at most 1,000 invoices a call. */
    public Map<String, List<Step>> live(Handle tx, Collection<String> invoiceIds) {
        Map<String, List<Step>> found = new HashMap<>();
        if (!invoiceIds.isEmpty()) {
            List<Step> steps = tx.createQuery("""
                            SELECT * FROM dunning_step --DERBY-PROPERTIES index=dunning_step_invoice
                            WHERE invoice_id IN (<invoices>) AND live_key IS NOT NULL ORDER BY id""")
                    .bindList("invoices", List.copyOf(invoiceIds))
                    .map((row, context) -> step(row, List.of()))
                    .list();
            steps.forEach(step -> found.computeIfAbsent(step.invoiceId(), id -> new ArrayList<>())
                    .add(step));
        }
        return found;
    }

    /** Every letter of an invoice with its lines, oldest first, the withdrawn ones too. */
    public List<Step> ofInvoice(Handle tx, String invoiceId) {
        return withLines(
                tx,
                tx.createQuery("SELECT * FROM dunning_step WHERE invoice_id = :invoice ORDER BY id")
                        .bind("invoice", invoiceId)
                        .map((row, context) -> step(row, List.of()))
                        .list());
    }

    /** A contact's letters with their lines, newest first. */
    public List<Step> ofContact(Handle tx, String contactId, int most) {
        return withLines(
                tx,
                tx.createQuery("""
                        SELECT * FROM dunning_step WHERE contact_id = :contact AND state IN ('SENT', 'QUEUED')
                        ORDER BY id DESC FETCH FIRST :most ROWS ONLY""")
                        .bind("contact", contactId)
                        .bind("most", most)
                        .map((row, context) -> step(row, List.of()))
                        .list());
    }

    /** One with its lines. */
    public Optional<Step> byId(Handle tx, String id) {
        return withLines(
                        tx,
                        tx.createQuery("SELECT * FROM dunning_step WHERE id = :id")
                                .bind("id", id)
                                .map((row, context) -> step(row, List.of()))
                                .list())
                .stream()
                .findFirst();
    }

    /** A page in order of id, with lines. @param channel only these; null for all */
    public List<Step> page(Handle tx, State state, Channel channel, String after, int rows) {
        return withLines(
                tx,
                tx.createQuery("""
                        SELECT * FROM dunning_step WHERE state = :state AND id > :after
                            AND (channel = :channel OR :all = 1)
                        ORDER BY id FETCH FIRST :rows ROWS ONLY""")
                        .bind("state", state.name())
                        .bind("after", after == null ? "" : after)
                        .bind("channel", channel == null ? "" : channel.name())
                        .bind("all", channel == null ? 1 : 0)
                        .bind("rows", rows)
                        .map((row, context) -> step(row, List.of()))
                        .list());
    }

    private static List<Step> withLines(Handle tx, List<Step> steps) {
        if (steps.isEmpty()) {
            return steps;
        }
        Map<String, List<Line>> lines = new HashMap<>();
        tx.createQuery("""
                        SELECT * FROM dunning_line --DERBY-PROPERTIES constraint=dunning_line_pk
                        WHERE step_id IN (<steps>) ORDER BY step_id, place""")
                .bindList("steps", steps.stream().map(Step::id).toList())
                .map((row, context) -> Map.entry(row.getString("step_id"), StoredReason.line(row)))
                .forEach(entry -> lines.computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                        .add(entry.getValue()));
        return steps.stream()
                .map(step -> StoredReason.with(step, lines.getOrDefault(step.id(), List.of())))
                .toList();
    }

    /** Writes down that letters have gone, or wait for the post; only those still being sent are changed. */
    public void finish(Handle tx, List<Step> steps) {
        PreparedBatch update = tx.prepareBatch("""
                UPDATE dunning_step SET state = :state, begun_on = :begun, sent_on = :sent, deadline = :deadline
                WHERE id = :id AND state = 'BEGUN'""");
        for (Step step : steps) {
            State state = step.channel() == Channel.LETTER ? State.QUEUED : State.SENT;
            update.bind("id", step.id())
                    .bind("state", state.name())
                    .bind("begun", step.begunOn())
                    .bind("sent", step.sentOn())
                    .bind("deadline", step.deadline())
                    .add();
        }
        run(update);
    }

    /** Writes down that a letter is posted. @return false when it does not wait for the post */
    public boolean posted(Handle tx, String id, LocalDate day) {
        return tx.createUpdate(
                                "UPDATE dunning_step SET state = 'SENT', sent_on = :day WHERE id = :id AND state = 'QUEUED'")
                        .bind("id", id)
                        .bind("day", day)
                        .execute()
                == 1;
    }

    /** Takes a letter back that has not gone. @return false when it has, or is taken back already */
    public boolean withdraw(Handle tx, String id, String why) {
        return tx.createUpdate("""
                        UPDATE dunning_step SET state = 'WITHDRAWN', live_key = NULL, withdrawn_why = :why
                        WHERE id = :id AND state IN ('BEGUN', 'QUEUED')""").bind("id", id).bind("why", why).execute() == 1;
    }

    /** What a run's letters add up to, by level. */
    public List<Total> totals(Handle tx, String runId) {
        return tx.createQuery("""
                        SELECT level_name, COUNT(*) AS letters, SUM(fee_ore) AS fees, SUM(interest_ore) AS interest
                        FROM dunning_step WHERE run_id = :run AND live_key IS NOT NULL
                        GROUP BY level_name ORDER BY level_name""")
                .bind("run", runId)
                .map((row, context) -> new Total(
                        Level.valueOf(row.getString("level_name")),
                        row.getLong("letters"),
                        Ore.of(row.getLong("fees")),
                        Ore.of(row.getLong("interest"))))
                .list();
    }

    private static Step step(ResultSet row, List<Line> lines) throws SQLException {
        return new Step(
                row.getString("id"),
                row.getString("invoice_id"),
                row.getLong("invoice_number"),
                row.getString("contact_id"),
                Level.valueOf(row.getString("level_name")),
                State.valueOf(row.getString("state")),
                row.getString("run_id"),
                Channel.valueOf(row.getString("channel")),
                row.getString("language"),
                row.getBoolean("collected"),
                Ore.of(row.getLong("principal_ore")),
                Ore.of(row.getLong("earlier_ore")),
                Ore.of(row.getLong("fee_ore")),
                Ore.of(row.getLong("interest_ore")),
                StoredReason.date(row, "interest_until"),
                row.getString("rule_set"),
                StoredReason.date(row, "begun_on"),
                StoredReason.date(row, "sent_on"),
                StoredReason.date(row, "deadline"),
                row.getString("withdrawn_why"),
                lines);
    }
}
