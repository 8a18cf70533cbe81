package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.grend.avtalegiro.internal.store.Answer.Outcome;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The bank's answers. Every method works in the caller's transaction; safe between threads. */
public final class AnswerStore {

    public void insert(Handle tx, Collection<Answer> answers) {
        if (answers.isEmpty()) {
            return;
        }
        PreparedBatch insert = tx.prepareBatch("""
                INSERT INTO avtalegiro_answer (id, file_id, place, outcome, reason_code, words, answered_on, freed,
                    recorded_by, recorded_at)
                VALUES (:id, :file, :place, :outcome, :reason, :words, :on, :freed, :actor, :at)""");
        for (Answer answer : answers) {
            insert.bind("id", answer.id())
                    .bind("file", answer.fileId())
                    .bind("place", answer.place())
                    .bind("outcome", answer.outcome().name())
                    .bind(
                            "reason",
                            answer.reason() == null ? null : answer.reason().name())
                    .bind("words", answer.words())
                    .bind("on", answer.answeredOn())
                    .bind("freed", answer.freed())
                    .bind("actor", answer.recordedBy())
                    .bind("at", answer.recordedAt())
                    .add();
        }
        insert.execute();
    }

    /** What was answered to these places of a file, oldest first; at most 1,000 a call. */
    public List<Answer> of(Handle tx, String fileId, Collection<Integer> places) {
        return tx.createQuery("""
                        SELECT * FROM avtalegiro_answer WHERE file_id = :file AND place IN (<places>)
                        ORDER BY place, outcome""")
                .bind("file", fileId)
                .bindList("places", List.copyOf(places))
                .map((row, context) -> answer(row))
                .list();
    }

    /** The rejection of a line, or else of its whole file. */
    public Optional<Answer> rejection(Handle tx, String fileId, int place) {
        return of(tx, fileId, List.of(Answer.WHOLE_FILE, place)).stream()
                .filter(answer -> answer.outcome() == Outcome.REJECTED)
                .reduce((wholeFile, line) -> line);
    }

    /** The rejections of these lines of a file, by line, with that of the whole file; at most 1,000 a call. */
    public Map<Integer, Answer> rejections(Handle tx, String fileId, Collection<Integer> places) {
        List<Integer> asked = new ArrayList<>(places);
        asked.add(Answer.WHOLE_FILE);
        return of(tx, fileId, asked).stream()
                .filter(answer -> answer.outcome() == Outcome.REJECTED)
                .collect(Collectors.toMap(Answer::place, answer -> answer));
    }

    /** A page of a file's answers in order of {@link Answer#order}: that to the file as a whole first. */
    public List<Answer> page(Handle tx, String fileId, int after, int rows) {
        return tx.createQuery("""
                        SELECT * FROM avtalegiro_answer
                        WHERE file_id = :file
                          AND 2 * place + CASE WHEN outcome = 'REJECTED' THEN 1 ELSE 0 END > :after
                        ORDER BY place, outcome FETCH FIRST :rows ROWS ONLY""")
                .bind("file", fileId)
                .bind("after", after)
                .bind("rows", rows)
                .map((row, context) -> answer(row))
                .list();
    }

    /** Frees every claim of a file that awaits payment. @return how many */
    public int rejectAll(Handle tx, String fileId, RejectionReason reason) {
        return tx.createUpdate("""
                        UPDATE avtalegiro_claim SET live_invoice_id = NULL, state = 'REJECTED', rejection_code = :reason
                        WHERE file_id = :file AND state = 'AWAITING'""")
                .bind("reason", reason.name())
                .bind("file", fileId)
                .execute();
    }

    /** Frees one claim that awaits payment. @return whether it did */
    public boolean reject(Handle tx, String fileId, int place, RejectionReason reason) {
        return tx.createUpdate("""
                                UPDATE avtalegiro_claim
                                SET live_invoice_id = NULL, state = 'REJECTED', rejection_code = :reason
                                WHERE file_id = :file AND place = :place AND state = 'AWAITING'""")
                        .bind("reason", reason.name())
                        .bind("file", fileId)
                        .bind("place", place)
                        .execute()
                == 1;
    }

    private static Answer answer(ResultSet row) throws SQLException {
        return new Answer(
                row.getString("id"),
                row.getString("file_id"),
                row.getInt("place"),
                Outcome.valueOf(row.getString("outcome")),
                RejectionReason.of(row.getString("reason_code")),
                row.getString("words"),
                Rows.date(row, "answered_on"),
                row.getInt("freed"),
                row.getString("recorded_by"),
                Rows.instant(row, "recorded_at"));
    }
}
