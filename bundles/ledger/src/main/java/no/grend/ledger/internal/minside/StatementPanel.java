package no.grend.ledger.internal.minside;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.ledger.LedgerEvent;
import no.grend.ledger.internal.OwnAccount;
import no.grend.ledger.internal.OwnAccount.Line;
import no.grend.ledger.internal.OwnAccount.Statement;
import no.grend.ledger.internal.SubLedger.Days;
import no.grend.ledger.internal.store.Account;
import no.grend.ledger.internal.store.Entry;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.minside.Panel;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** «Kontoutskrift»: year by year, what the member was invoiced, has paid and owes (S1-44). */
@Component
public final class StatementPanel implements Panel {

    private static final int ORDER = 20;

    private final OwnAccount account;
    private final Clock clock;
    private final OwnInvoices invoices;

    /** Null while the register is not there; then only the invoices are shown, and no credit. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Members members;

    @Activate
    public StatementPanel(@Reference OwnAccount account, @Reference Clock clock, @Reference OwnInvoices invoices) {
        this.invoices = invoices;
        this.account = account;
        this.clock = clock;
    }

    /** For tests. */
    StatementPanel(OwnAccount account, Clock clock, OwnInvoices invoices, Members members) {
        this(account, clock, invoices);
        this.members = members;
    }

    @Override
    public String id() {
        return "statement";
    }

    @Override
    public Slot slot() {
        return Slot.FINANCE;
    }

    @Override
    public int order() {
        return ORDER;
    }

    /**
     * An entry as its member sees it.
     *
     * @param day when it was booked, by which it stands in its year
     * @param countsFrom the day that it counts from, when that is in another year; else null
     * @param what key of the text that says what happened
     * @param invoiceId null when it touches no invoice, or one that another pays
     * @param invoice its number, as text lest it be written with thousand separators
     * @param change what is owed more by it; below zero when less
     */
    public record Row(
            LocalDate day,
            LocalDate countsFrom,
            String what,
            String invoiceId,
            String invoice,
            Ore change,
            Ore balance) {

        static Row of(Line line) {
            Entry entry = line.entry().entry();
            boolean own = line.entry().payer();
            return new Row(
                    entry.bookedOn(),
                    entry.valueOn().getYear() == entry.bookedOn().getYear() ? null : entry.valueOn(),
                    "what." + what(entry),
                    own ? entry.invoiceId() : null,
                    own ? Long.toString(entry.invoiceNumber()) : null,
                    Ore.of(line.entry().change()),
                    Ore.of(line.balance()));
        }

        private static String what(Entry entry) {
            return switch (entry.kind()) {
                case CHARGE_ADDED -> entry.creditAccount() == Account.INTEREST_INCOME ? "INTEREST" : "FEE";
                case PAYMENT_UNALLOCATED ->
                    entry.creditAccount() == Account.MEMBER_CREDIT
                            ? "TO_CREDIT"
                            : LedgerEvent.Kind.PAYMENT_UNALLOCATED.name();
                default -> entry.kind().name();
            };
        }
    }

    @Override
    public Optional<View> summary(Visit visit) {
        long balance = account.balance(visit.member(), memberNumber(visit.member()));
        // What the bank draws waits for nobody, and the front page says so too.
        String standing = balance > 0 && invoices.unpaid(visit.member()).isEmpty() ? "drawn" : standing(balance);
        return Optional.of(new View("summary.peb", Map.of("standing", standing, "amount", distance(balance))));
    }

    @Override
    public Reply handle(Visit visit, Request request) {
        int thisYear = Oslo.today(clock).getYear();
        Integer year = year(request.parameters().get("year"), thisYear);
        if (request.post() || !request.path().isEmpty() || year == null) {
            return new Reply.NotFound();
        }
        Days days = new Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        Statement statement = account.statement(
                visit.member(),
                memberNumber(visit.member()),
                days,
                null,
                request.parameters().get("cursor"));
        int first = statement.firstDay() == null ? year : statement.firstDay().getYear();
        Map<String, Object> model = new HashMap<>();
        model.put("rows", statement.lines().stream().map(Row::of).toList());
        model.put("year", Integer.toString(year));
        model.put("years", years(Math.min(first, year), thisYear));
        model.put("opening", Ore.of(statement.opening()));
        model.put("closing", Ore.of(statement.closing()));
        model.put("next", statement.next());
        model.put("headingArguments", List.of(Integer.toString(year)));
        return new Reply.Show(new View("year.peb", model));
    }

    private static List<String> years(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .map(year -> first + last - year)
                .mapToObj(Integer::toString)
                .toList();
    }

    /** @return null when it is no year that has begun */
    private static Integer year(String asked, int thisYear) {
        if (asked == null) {
            return thisYear;
        }
        if (!asked.matches("[12][0-9]{3}") || Integer.parseInt(asked) > thisYear) {
            return null;
        }
        return Integer.valueOf(asked);
    }

    private static String standing(long balance) {
        return balance == 0 ? "settled" : balance > 0 ? "owes" : "credit";
    }

    private static Ore distance(long balance) {
        return Ore.of(Math.abs(balance));
    }

    private int memberNumber(Actor member) {
        Members register = members;
        return register == null
                ? 0
                : register.contact(member, member.contactId())
                        .map(Contact::memberNumber)
                        .orElse(0);
    }
}
