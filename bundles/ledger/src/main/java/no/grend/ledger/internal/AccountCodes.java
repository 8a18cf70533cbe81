package no.grend.ledger.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.AccountCodeRows;
import no.grend.ledger.internal.store.AccountCodeRows.AccountCode;
import no.grend.ledger.internal.store.Journal;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The organisation's own chart of accounts («kontoplan») for the export to accounting: which number and name each of the
 * ledger's accounts has there, from which day. Until it is decided, the numbers of NS 4102. Safe between threads.
 */
@Component(service = AccountCodes.class)
public final class AccountCodes {

    private static final String DIGITS = "[0-9]{3,10}";
    private static final int LONGEST_NAME = 80;

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final AccountCodeRows rows = new AccountCodeRows();

    @Activate
    public AccountCodes(
            @Reference(target = "(module=ledger)") Database db, @Reference Clock clock, @Reference Audit audit) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
    }

    /** The chart on a day. @param on null for today */
    public List<AccountCode> on(Actor actor, LocalDate on) {
        actor.require(Permission.LEDGER_READ);
        LocalDate day = on == null ? Oslo.today(clock) : on;
        return List.copyOf(db.read(handle -> chart(rows.all(handle), day)).values());
    }

    /**
     * Decides an account's number and name from a day on. A closed month keeps the numbers it was closed with.
     *
     * @throws Problem when the day lies in a closed month
     */
    public AccountCode decide(Actor actor, AccountCode code) {
        actor.require(Permission.LEDGER_WRITE);
        check(code);
        return db.inTransaction(tx -> {
            try (Journal journal = Journal.open(tx, clock)) {
                if (journal.openFrom() != null && code.validFrom().isBefore(journal.openFrom())) {
                    throw Problem.conflict(
                            "MONTH_CLOSED",
                            "Everything before " + journal.openFrom()
                                    + " is closed and keeps its account numbers. Give that day or a later one; or let"
                                    + " an administrator open the last month again (POST"
                                    + " /month-closings/{month}/reopening).");
                }
                rows.add(journal, code, actor.id());
                audit.record(
                        tx,
                        new Audit.Entry(
                                actor.id(),
                                "ACCOUNT_CODE_DECIDED",
                                "ledger-account:" + code.account(),
                                null,
                                code.code() + " from " + code.validFrom(),
                                null));
                journal.finish();
                return code;
            }
        });
    }

    /** What counts on a day, of decisions in the order in which they were made. */
    static Map<Account, AccountCode> chart(List<AccountCode> decided, LocalDate day) {
        Map<Account, AccountCode> chart = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            chart.put(
                    account, new AccountCode(account, null, Short.toString(account.number()), account.norwegianName()));
        }
        for (AccountCode code : decided) {
            if (!code.validFrom().isAfter(day)) {
                chart.put(code.account(), code);
            }
        }
        return chart;
    }

    private static void check(AccountCode code) {
        List<Problem.Detail> errors = new ArrayList<>();
        if (!code.code().matches(DIGITS)) {
            errors.add(Problem.Detail.field("/number", "NUMBER_INVALID", "number must be 3-10 digits, such as 3920."));
        }
        if (code.name().isBlank() || code.name().length() > LONGEST_NAME) {
            errors.add(Problem.Detail.field("/name", "NAME_INVALID", "name must be 1-80 characters."));
        }
        if (!errors.isEmpty()) {
            throw new Problem(
                    Problem.Kind.INVALID, "ACCOUNT_CODE_INVALID", "The account cannot be kept as it stands.", errors);
        }
    }
}
