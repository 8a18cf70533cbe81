package no.grend.ledger.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.AccountCodeRows;
import no.grend.ledger.internal.store.AccountCodeRows.AccountCode;
import no.grend.ledger.internal.store.DayTotals;
import no.grend.ledger.internal.store.DayTotals.DayTotal;
import no.grend.ledger.internal.store.MonthRows;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A closed month for the organisation's accounting («regnskapseksport», S1-44): one voucher a day, one line for each account
 * and side, balanced to the øre. Made of what cannot change any more, so it is the same bytes each time. Safe between threads.
 */
@Component(service = AccountingExport.class)
public final class AccountingExport {

    private static final List<String> HEADERS =
            List.of("Bilagsdato", "Bilag", "Konto", "Kontonavn", "Debet", "Kredit", "Tekst");

    private final Database db;
    private final MonthRows months = new MonthRows();
    private final DayTotals totals = new DayTotals();
    private final AccountCodeRows codes = new AccountCodeRows();

    @Activate
    public AccountingExport(@Reference(target = "(module=ledger)") Database db) {
        this.db = db;
    }

    /** A month's lines, ready to be written. */
    public record Export(YearMonth month, List<DayTotal> totals, List<AccountCode> decided) {

        public Export {
            totals = List.copyOf(totals);
            decided = List.copyOf(decided);
        }

        /** Writes them as a table. */
        public void writeTo(OutputStream out) throws IOException {
            CsvTable.write(out, HEADERS, table -> {
                for (DayTotal total : totals) {
                    line(table, total, total.debit(), true);
                    line(table, total, total.credit(), false);
                }
            });
        }

        private void line(CsvTable table, DayTotal total, long ore, boolean debit) {
            if (ore == 0) {
                return;
            }
            AccountCode code = AccountCodes.chart(decided, total.day()).get(total.account());
            table.row(
                    total.day(),
                    Long.valueOf(total.day().format(DateTimeFormatter.BASIC_ISO_DATE)),
                    code.code(),
                    code.name(),
                    debit ? Ore.of(ore) : null,
                    debit ? null : Ore.of(ore),
                    text(total.account(), debit));
        }

        private static String text(Account account, boolean debit) {
            return switch (account) {
                case RECEIVABLE -> debit ? "Fakturert, og innbetalinger tilbakeført" : "Betalt og kreditert";
                case BANK -> debit ? "Innbetalinger" : "Tilbakeført av banken";
                case MEMBER_CREDIT -> debit ? "Brukt av medlemmers tilgodehavende" : "Betalt for mye";
                case SUSPENSE -> debit ? "Plassert på faktura" : "Uidentifiserte innbetalinger";
                case REVENUE -> debit ? "Kreditnotaer" : "Fakturert";
                case FEE_INCOME -> debit ? "Ettergitte gebyrer" : "Purregebyrer";
                case INTEREST_INCOME -> debit ? "Ettergitte renter" : "Forsinkelsesrenter";
            };
        }
    }

    /** The export of a month. @throws Problem when the month is not closed */
    public Export export(Actor actor, YearMonth month) {
        actor.require(Permission.LEDGER_READ);
        LocalDate first = month.atDay(1);
        return db.read(handle -> {
            boolean closed = months.openFrom(handle).filter(first::isBefore).isPresent();
            if (!closed || months.latestOf(handle, first).isEmpty()) {
                throw Problem.conflict(
                        "MONTH_OPEN",
                        month
                                + " is not closed, so its books may still change. Close it first (POST"
                                + " /month-closings).");
            }
            return new Export(month, totals.of(handle, first), codes.all(handle));
        });
    }
}
