package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The terms of each category for stopping. Stateless; every call works in the caller's transaction. */
public final class StoppingTermsTable {

    private StoppingTermsTable() {}

    /** Sets the terms of a day, in place of those that were set for that day before. */
    public static void put(Handle tx, String categoryId, StoppingTerms terms) {
        tx.createUpdate("DELETE FROM member_stopping_terms WHERE category_id = :category AND valid_from = :from")
                .bind("category", categoryId)
                .bind("from", terms.from())
                .execute();
        tx.createUpdate("""
                        INSERT INTO member_stopping_terms (category_id, valid_from, notice_months, to_month_end,
                          binding_months)
                        VALUES (:category, :from, :notice, :toMonthEnd, :binding)
                        """)
                .bind("category", categoryId)
                .bind("from", terms.from())
                .bind("notice", terms.noticeMonths())
                .bind("toMonthEnd", terms.toMonthEnd())
                .bind("binding", terms.bindingMonths())
                .execute();
    }

    /** A category's terms, oldest first. */
    public static List<StoppingTerms> ofCategory(Handle tx, String categoryId) {
        return tx.createQuery("SELECT * FROM member_stopping_terms WHERE category_id = :category ORDER BY valid_from")
                .bind("category", categoryId)
                .map(StoppingTermsTable::terms)
                .list();
    }

    /** Those that hold for a membership which begins on a day; empty when none are set. */
    public static Optional<StoppingTerms> holding(Handle tx, String categoryId, LocalDate begins) {
        return tx.createQuery("""
                        SELECT * FROM member_stopping_terms WHERE category_id = :category AND valid_from <= :begins
                        ORDER BY valid_from DESC FETCH FIRST 1 ROWS ONLY
                        """)
                .bind("category", categoryId)
                .bind("begins", begins)
                .map(StoppingTermsTable::terms)
                .findOne();
    }

    private static StoppingTerms terms(ResultSet row, StatementContext context) throws SQLException {
        return new StoppingTerms(
                Columns.date(row, "valid_from"),
                row.getInt("notice_months"),
                row.getBoolean("to_month_end"),
                row.getInt("binding_months"));
    }
}
