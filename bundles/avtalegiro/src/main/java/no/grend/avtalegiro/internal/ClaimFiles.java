package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.grend.avtalegiro.internal.BankFiles.Request;
import no.grend.avtalegiro.internal.Explanation.Code;
import no.grend.avtalegiro.internal.store.BankFile;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimStore;
import no.grend.avtalegiro.internal.store.DrainingStore;
import no.grend.avtalegiro.internal.store.DrainingStore.Draining;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.avtalegiro.internal.store.MandateStore;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Count;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.Ledger;
import no.grend.ledger.spi.Collector;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Claim files («betalingskrav»): every open invoice with a due date whose member has an active mandate, in one file, once
 * (S4-16, S4-34). Safe between threads.
 */
@Component(service = {ClaimFiles.class, Collector.class})
public final class ClaimFiles implements Collector {

    /** The collector's name, kept with invoice runs. */
    public static final String ID = "avtalegiro";

    static final String NOBODY = "NOBODY_TO_CLAIM";
    static final String DRAINED = "AVTALEGIRO_DRAINED";

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Deadlines deadlines;
    private final Mandates mandates;
    private final BankFiles files;
    private final Notices notices;
    private final NoticeSending sending;
    private final MandateStore mandateStore;
    private final ClaimStore claims = new ClaimStore();
    private final UnpaidClaims unpaid;
    private final Explaining explaining;
    private final DrainingStore drainings = new DrainingStore();

    @Activate
    public ClaimFiles(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Deadlines deadlines,
            @Reference Mandates mandates,
            @Reference BankFiles files,
            @Reference Notices notices,
            @Reference NoticeSending sending,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.deadlines = deadlines;
        this.mandates = mandates;
        this.files = files;
        this.notices = notices;
        this.sending = sending;
        this.mandateStore = new MandateStore(new Ids(clock));
        this.unpaid = new UnpaidClaims(claims, mandateStore);
        this.explaining = new Explaining(clock, deadlines);
    }

    /** What to claim. @param run only invoices of this run; null for all with the due date */
    public record Order(LocalDate dueDate, Notice notice, String run) {}

    @Override
    public String id() {
        return ID;
    }

    /** While nothing is claimed no deadline keeps a run from making ordinary invoices. */
    @Override
    public void requireInTime(LocalDate dueDate, Notice notice) {
        if (draining().isEmpty()) {
            deadlines.requireInTime(dueDate, notice);
        }
    }

    @Override
    public List<Window> windows(LocalDate dueDate) {
        List<Window> windows = deadlines.windows(dueDate);
        return draining()
                .map(draining -> windows.stream()
                        .map(window ->
                                new Window(window.notice(), false, window.until(), null, Explaining.drained(draining)))
                        .toList())
                .orElse(windows);
    }

    private Optional<Draining> draining() {
        return db.read(drainings::now);
    }

    @Override
    public int collectable(Collection<Integer> memberNumbers) {
        return mandates.active(memberNumbers);
    }

    /** Makes a claim file; refuses with 409 when it is too late or when there is nobody to claim. */
    public BankFile create(Actor actor, Order order, IdempotencyKey key) {
        requireWhole(order);
        return make(actor, order, new Request(actor, Kind.CLAIMS, order.run(), null, null, key));
    }

    @Override
    public String collect(Actor actor, String run, LocalDate dueDate, Notice notice) {
        try {
            Order order = new Order(dueDate, notice, run);
            return make(actor, order, new Request(actor, Kind.CLAIMS, run, run, null, null))
                    .id();
        } catch (Problem e) {
            if (e.code().equals(NOBODY) || e.code().equals(DRAINED)) {
                return null;
            }
            throw e;
        }
    }

    private BankFile make(Actor actor, Order order, Request request) {
        actor.require(Permission.BANK_WRITE);
        Optional<BankFile> before = files.made(request);
        if (before.isPresent()) {
            return before.get();
        }
        draining().ifPresent(ClaimFiles::refuse);
        deadlines.requireInTime(order.dueDate(), order.notice());
        BankFile file = files.make(request, (tx, shipment) -> write(tx, shipment, actor, order));
        if (order.notice() == Notice.SELF) {
            sending.nudge();
        }
        return file;
    }

    private BankFile write(Handle tx, Shipment shipment, Actor actor, Order order) {
        // Once more behind the lock that draining takes too.
        drainings.now(tx).ifPresent(ClaimFiles::refuse);
        shipment.beginClaims(order.dueDate(), order.notice());
        Fault.point("avtalegiro-after-number");
        ClaimSelection selection = new ClaimSelection(
                tx,
                shipment,
                mandateStore,
                claims,
                order.notice() == Notice.SELF ? notices : null,
                Oslo.today(clock).atStartOfDay(Oslo.ZONE).toInstant());
        ledger.eachOpen(actor, order.dueDate(), order.run(), selection::offer);
        selection.finish();
        Fault.point("avtalegiro-after-claims");
        if (shipment.places() == 0) {
            // Rolls back, so that the numbers are not used up.
            throw nobody(order, shipment);
        }
        BankFile file = shipment.seal(warning(order, selection));
        Fault.point("avtalegiro-after-bytes");
        return file;
    }

    private static void refuse(Draining draining) {
        throw Problem.conflict(
                DRAINED,
                Explaining.drained(draining)
                        + " Nothing was claimed, and no file was made. Let it claim again with DELETE"
                        + " /api/admin/payment-providers/avtalegiro/draining.");
    }

    private static String warning(Order order, ClaimSelection selection) {
        List<String> warnings = new ArrayList<>();
        if (order.notice() == Notice.SELF && selection.wantingNotice() > 0) {
            // They may have the payment reversed when nobody told them (S4-17, bank-files 7.4).
            warnings.add(Count.of(selection.wantingNotice(), "of the payers wants", "of the payers want")
                    + " notice, and with SELF the bank sends none. Grend tells those who chose e-mail"
                    + " or SMS; send the others their letters with the invoices. GET /avtalegiro/notices/{claimFileId}"
                    + " tells of each.");
        }
        if (selection.cancelledToday() > 0) {
            // A cancellation names a claim by KID, due date and amount, and would hit the new one too (bank-files 4.6).
            warnings.add(Count.of(
                            selection.cancelledToday(),
                            "of the invoices was claimed before, and that claim was",
                            "of the invoices were claimed before, and those claims were")
                    + " cancelled in a file made today: send the cancellations first and this file a banking day or two"
                    + " later, or the bank may cancel the new claims with the old ones.");
        }
        return warnings.isEmpty() ? null : String.join(" ", warnings);
    }

    private static Problem nobody(Order order, Shipment shipment) {
        String found = shipment.leftOut() == 0
                ? "there is no open invoice with due date " + order.dueDate()
                : (shipment.leftOut() == 1
                                ? "the only open invoice"
                                : "none of the " + shipment.leftOut() + " open invoices")
                        + " with due date " + order.dueDate()
                        + (shipment.leftOut() == 1 ? " cannot" : " can") + " be claimed (" + counted(shipment) + ")";
        return new Problem(
                Problem.Kind.CONFLICT,
                NOBODY,
                "Nothing was claimed, and no file was made: " + found + ".",
                shipment.firstRefusals());
    }

    private static String counted(Shipment shipment) {
        String reasons = shipment.leftOutByReason().entrySet().stream()
                .map(reason -> reason.getKey() + ": " + reason.getValue())
                .collect(Collectors.joining(", "));
        int told = shipment.firstRefusals().size();
        return told == shipment.leftOut() ? reasons : reasons + "; the first " + told + " are listed";
    }

    private static void requireWhole(Order order) {
        if (order.dueDate() == null) {
            throw Problem.invalid("/dueDate", "DUE_DATE_MISSING", "Give the due date of the invoices to claim.");
        }
        if (order.notice() == null) {
            throw Problem.invalid("/notice", "NOTICE_MISSING", "Say who tells the payer beforehand: BANK or SELF.");
        }
    }

    @Override
    public Map<String, Claim> claims(Collection<String> invoiceIds) {
        Map<String, Claim> latest = new HashMap<>();
        Batches.of(
                List.copyOf(invoiceIds),
                batch -> latest.putAll(db.read(tx -> notices.toldBy(tx, claims.latest(tx, batch)))));
        return latest;
    }

    /** As staff have it explained, so that a member is never told of a draw that does not come. */
    @Override
    public Outlook outlook(Invoice invoice) {
        return db.read(tx -> {
            Mandate mandate =
                    mandateStore.byMembers(tx, List.of(invoice.memberNumber())).get(invoice.memberNumber());
            if (mandate == null || !mandate.active()) {
                return Outlook.NO_MANDATE;
            }
            Code code = explaining.of(tx, List.of(invoice)).get(0).code();
            return code == Code.NOT_CLAIMED_YET ? Outlook.NOT_CLAIMED_YET : Outlook.NOT_COLLECTED;
        });
    }

    @Override
    public Map<String, Unpaid> unpaid(Collection<String> invoiceIds) {
        Map<String, Unpaid> known = new HashMap<>();
        Batches.of(List.copyOf(invoiceIds), batch -> known.putAll(db.read(tx -> unpaid.of(tx, batch))));
        return known;
    }
}
