package no.grend.ledger.internal.shell;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import no.grend.kernel.Count;
import no.grend.kernel.Ore;
import no.grend.ledger.internal.MonthClosings.Preview;
import no.grend.ledger.internal.store.MonthRows.Balance;
import org.apache.karaf.shell.support.table.ShellTable;

/** Months as they are typed, and their accounts as they are shown. */
final class Months {

    private Months() {}

    /** @param text null for none */
    static YearMonth typed(String text) {
        try {
            return text == null ? null : YearMonth.parse(text.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The month is written as 2027-01, and not \"" + text + "\".", e);
        }
    }

    /** The accounts with their proof of balance. */
    static void show(List<Balance> balances, boolean noFormat) {
        ShellTable table = new ShellTable();
        for (String column : List.of("Account", "Name", "Opening", "Debit", "Credit", "Closing", "By the papers")) {
            table.column(column);
        }
        for (Balance balance : balances) {
            table.addRow()
                    .addContent(
                            balance.account().number(),
                            balance.account().norwegianName(),
                            Ore.of(balance.opening()),
                            Ore.of(balance.debit()),
                            Ore.of(balance.credit()),
                            Ore.of(balance.balance()),
                            Ore.of(balance.subledger()));
        }
        table.print(System.out, !noFormat);
    }

    /** What closing would come to, and what is in the way. */
    static void show(Preview preview, LocalDate today, boolean noFormat) {
        System.out.println(preview.month() + ": " + Count.of(preview.entries(), "entry", "entries") + ".");
        show(preview.balances(), noFormat);
        preview.hindrances().forEach(one -> System.out.println(one.promise() + ": " + one.detail()));
        System.out.println(
                preview.isReady(today)
                        ? "It can be closed: grend:month-close --yes " + preview.month()
                        : today.isBefore(preview.closableFrom())
                                ? "It can be closed from " + preview.closableFrom() + " on."
                                : "It cannot be closed until grend:verify ledger is clean.");
    }
}
