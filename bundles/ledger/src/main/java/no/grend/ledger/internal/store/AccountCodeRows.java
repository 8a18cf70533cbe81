package no.grend.ledger.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Which account in the organisation's own books stands for each of the ledger's, from when. Append-only. Stateless. */
public final class AccountCodeRows {

    private static final String ALL = """
        SELECT number, account, valid_from, code, name FROM ledger_account_code ORDER BY valid_from, number\
        """;

    private static final String NEXT = "SELECT COALESCE(MAX(number), 0) + 1 FROM ledger_account_code";

    private static final String INSERT = """
        INSERT INTO ledger_account_code (number, account, valid_from, code, name, decided_at, decided_by)
        VALUES (:number, :account, :from, :code, :name, :at, :by)\
        """;

    /** An account's number and name from a day on. @param validFrom null for what counts when nothing was decided */
    public record AccountCode(Account account, LocalDate validFrom, String code, String name) {

        static AccountCode of(ResultSet row) throws SQLException {
            return new AccountCode(
                    Account.of(row.getInt("account")),
                    row.getDate("valid_from").toLocalDate(),
                    row.getString("code"),
                    row.getString("name"));
        }
    }

    /** Every decision, by day and then as they were made: of those that count, the last. */
    public List<AccountCode> all(Handle handle) {
        return handle.createQuery(ALL)
                .map((row, context) -> AccountCode.of(row))
                .list();
    }

    /** Adds a decision; the journal's lock keeps it alone. */
    public void add(Journal journal, AccountCode code, String by) {
        long number = journal.tx().createQuery(NEXT).mapTo(Long.class).one();
        journal.tx()
                .createUpdate(INSERT)
                .bind("number", number)
                .bind("account", code.account().number())
                .bind("from", code.validFrom())
                .bind("code", code.code())
                .bind("name", code.name())
                .bind("at", journal.now())
                .bind("by", by)
                .execute();
    }
}
