package no.grend.invoicepdf.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.invoicepdf.internal.store.Dispatch.EmailState;
import no.grend.invoicepdf.internal.store.Dispatch.Kind;
import no.grend.invoicepdf.internal.store.Dispatch.LetterState;
import no.grend.invoicepdf.internal.store.Paying.Way;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Every statement on what is on its way. A step names the state it goes from, so that of two who take it one does. */
public final class DispatchTable {

    private DispatchTable() {}

    /** Every time that these documents were sent, by document, oldest first. At most 1,000 a call. */
    public static Map<String, List<Dispatch>> of(Handle handle, Collection<String> documentIds) {
        Map<String, List<Dispatch>> found = new HashMap<>();
        if (!documentIds.isEmpty()) {
            handle.createQuery("""
                            SELECT * FROM invoice_pdf_dispatch WHERE document_id IN (<ids>) ORDER BY document_id, round
                            """)
                    .bindList("ids", List.copyOf(documentIds))
                    .map(DispatchTable::dispatch)
                    .forEach(one -> found.computeIfAbsent(one.documentId(), id -> new ArrayList<>())
                            .add(one));
        }
        return found;
    }

    public static void insert(Handle tx, Collection<Dispatch> dispatches) {
        if (dispatches.isEmpty()) {
            return;
        }
        PreparedBatch batch = tx.prepareBatch("""
                INSERT INTO invoice_pdf_dispatch (id, document_kind, document_id, round, document_number, order_id, run_id, language,
                  address, email, payment, collector, email_state, email_at, letter_state, created_at, created_by)
                VALUES (:id, :kind, :document, :round, :number, :order, :run, :language,
                  :address, :email, :payment, :collector, :emailState, :createdAt, :letterState, :createdAt, :createdBy)
                """);
        for (Dispatch one : dispatches) {
            batch.bind("id", one.id())
                    .bind("kind", one.kind().name())
                    .bind("document", one.documentId())
                    .bind("round", one.round())
                    .bind("number", one.number())
                    .bind("order", one.orderId())
                    .bind("run", one.run())
                    .bind("language", one.language())
                    .bind("address", one.address().isEmpty() ? null : String.join("\n", one.address()))
                    .bind("email", one.email())
                    .bind("payment", one.paying().way().name())
                    .bind("collector", one.paying().collector())
                    .bind(
                            "emailState",
                            one.emailState() == null ? null : one.emailState().name())
                    .bind(
                            "letterState",
                            one.letterState() == null ? null : one.letterState().name())
                    .bind("createdAt", one.createdAt())
                    .bind("createdBy", one.createdBy())
                    .add();
        }
        batch.execute();
    }

    public static Optional<Dispatch> byId(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM invoice_pdf_dispatch WHERE id = :id")
                .bind("id", id)
                .map(DispatchTable::dispatch)
                .findOne();
    }

    /** Which of them; null does not limit. @param before id to continue after, newest first; null from the newest */
    public record Filter(String run, String documentId, EmailState email, LetterState letter, String before) {}

    /** Newest first. */
    public static List<Dispatch> page(Handle handle, Filter filter, int limit) {
        return handle.createQuery("""
                        SELECT * FROM invoice_pdf_dispatch
                        WHERE id < :before
                          AND (run_id = :run OR CAST(:anyRun AS int) = 1)
                          AND (document_id = :document OR CAST(:anyDocument AS int) = 1)
                          AND (email_state = :email AND letter_state IS NULL OR CAST(:anyEmail AS int) = 1)
                          AND (letter_state = :letter OR CAST(:anyLetter AS int) = 1)
                        ORDER BY id DESC FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("before", filter.before() == null ? "g" : filter.before())
                .bind("run", text(filter.run()))
                .bind("anyRun", filter.run() == null ? 1 : 0)
                .bind("document", text(filter.documentId()))
                .bind("anyDocument", filter.documentId() == null ? 1 : 0)
                .bind("email", filter.email() == null ? "" : filter.email().name())
                .bind("anyEmail", filter.email() == null ? 1 : 0)
                .bind("letter", filter.letter() == null ? "" : filter.letter().name())
                .bind("anyLetter", filter.letter() == null ? 1 : 0)
                .bind("limit", limit)
                .map(DispatchTable::dispatch)
                .list();
    }

    /** How many stand where; by run, or all. */
    public static Map<String, Integer> counts(Handle handle, String run) {
        Map<String, Integer> counts = new HashMap<>();
        handle.createQuery("""
                        SELECT COALESCE(letter_state, email_state) AS standing, COUNT(*) AS many FROM invoice_pdf_dispatch
                        WHERE (run_id = :run OR CAST(:anyRun AS int) = 1)
                        GROUP BY COALESCE(letter_state, email_state)
                        """)
                .bind("run", text(run))
                .bind("anyRun", run == null ? 1 : 0)
                .map((row, context) -> Map.entry(row.getString("standing"), row.getInt("many")))
                .forEach(row -> counts.put(row.getKey(), row.getValue()));
        return counts;
    }

    /** Those whose e-mail is in the outbox as far as we know, in order of id. */
    public static List<Dispatch> queued(Handle handle, String after, int limit) {
        return handle.createQuery("""
                        SELECT * FROM invoice_pdf_dispatch WHERE email_state = 'QUEUED' AND id > :after
                        ORDER BY id FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map(DispatchTable::dispatch)
                .list();
    }

    /**
     * Writes down what became of an e-mail.
     *
     * @param onPaper whether it shall go as a letter now
     * @return false when it stood elsewhere
     */
    public static boolean became(
            Handle tx, String id, EmailState from, EmailState to, Instant at, String reason, boolean onPaper) {
        return tx.createUpdate("""
                        UPDATE invoice_pdf_dispatch SET email_state = :to, email_at = :at, email_reason = :reason,
                          letter_state = :letter
                        WHERE id = :id AND email_state = :from AND letter_state IS NULL
                        """)
                        .bind("to", to.name())
                        .bind("at", at)
                        .bind("reason", reason)
                        .bind("letter", onPaper ? LetterState.WAITING.name() : null)
                        .bind("id", id)
                        .bind("from", from.name())
                        .execute()
                == 1;
    }

    /** Notes the sum of the PDF that is sent; the first one stays. */
    public static void sum(Handle tx, String id, String sha256) {
        tx.createUpdate("UPDATE invoice_pdf_dispatch SET sha256 = :sum WHERE id = :id AND sha256 IS NULL")
                .bind("sum", sha256)
                .bind("id", id)
                .execute();
    }

    /** Puts all letters that wait into a stack. @param run only of this run; null for all @return how many */
    public static int take(Handle tx, String stackId, String run) {
        return tx.createUpdate("""
                        UPDATE invoice_pdf_dispatch SET stack_id = :stack
                        WHERE letter_state = 'WAITING' AND stack_id IS NULL AND (run_id = :run OR CAST(:anyRun AS int) = 1)
                        """)
                .bind("stack", stackId)
                .bind("run", text(run))
                .bind("anyRun", run == null ? 1 : 0)
                .execute();
    }

    /** The letters of a stack, in order of number. @param number to continue after, with its id; -1 from the first */
    public static List<Dispatch> ofStack(Handle handle, String stackId, long number, String id, int limit) {
        return handle.createQuery("""
                        SELECT * FROM invoice_pdf_dispatch WHERE stack_id = :stack
                          AND (document_number > :number OR document_number = :number AND id > :id)
                        ORDER BY document_number, id FETCH FIRST :limit ROWS ONLY
                        """)
                .bind("stack", stackId)
                .bind("number", number)
                .bind("id", id)
                .bind("limit", limit)
                .map(DispatchTable::dispatch)
                .list();
    }

    /** Marks a stack's letters as printed, once. @return how many were not before */
    public static int printed(Handle tx, String stackId) {
        return tx.createUpdate("""
                        UPDATE invoice_pdf_dispatch SET letter_state = 'PRINTED'
                        WHERE stack_id = :stack AND letter_state = 'WAITING'
                        """).bind("stack", stackId).execute();
    }

    /** Gives back what waits in a stack that could not be made. */
    public static void release(Handle tx, String stackId) {
        tx.createUpdate("""
                        UPDATE invoice_pdf_dispatch SET stack_id = NULL
                        WHERE stack_id = :stack AND letter_state = 'WAITING'
                        """).bind("stack", stackId).execute();
    }

    private static Dispatch dispatch(RowView row) {
        String address = row.getColumn("address", String.class);
        return new Dispatch(
                row.getColumn("id", String.class),
                Kind.valueOf(row.getColumn("document_kind", String.class)),
                row.getColumn("document_id", String.class),
                row.getColumn("round", Integer.class),
                row.getColumn("document_number", Long.class),
                row.getColumn("order_id", String.class),
                row.getColumn("run_id", String.class),
                row.getColumn("language", String.class),
                address == null ? List.of() : address.lines().toList(),
                row.getColumn("email", String.class),
                new Paying(
                        Way.valueOf(row.getColumn("payment", String.class)), row.getColumn("collector", String.class)),
                state(EmailState.class, row.getColumn("email_state", String.class)),
                row.getColumn("email_at", Instant.class),
                row.getColumn("email_reason", String.class),
                state(LetterState.class, row.getColumn("letter_state", String.class)),
                row.getColumn("stack_id", String.class),
                row.getColumn("sha256", String.class),
                row.getColumn("created_at", Instant.class),
                row.getColumn("created_by", String.class));
    }

    private static <E extends Enum<E>> E state(Class<E> type, String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
