package no.grend.member.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ore;
import no.grend.kernel.Problem;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.member.Contact;
import no.grend.member.Joining;
import no.grend.member.NewContact;
import no.grend.member.internal.PossibleDuplicates.Reason;
import no.grend.member.internal.store.DueMembership;
import no.grend.member.internal.store.MembershipChanges;
import no.grend.member.internal.store.MembershipDays;
import no.grend.member.internal.store.StoredCategory;
import no.grend.member.internal.store.StoredContact;
import no.grend.member.internal.store.StoredMembership;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Joining as other modules take part in it. Safe between threads. */
@Component(service = Joining.class)
public final class JoiningService implements Joining {

    private final MemberCore core;
    private final MembershipBilling billing;
    private final Ledger ledger;
    private final InvoicedPeriods periods;

    /** @param ledger null while it is away; then nobody can be asked to pay */
    @Activate
    public JoiningService(
            @Reference MemberCore core,
            @Reference MembershipBilling billing,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    Ledger ledger) {
        this.core = core;
        this.billing = billing;
        this.ledger = ledger;
        this.periods = new InvoicedPeriods(core);
    }

    @Override
    public List<Category> categories() {
        return core.categories().online().stream().map(JoiningService::category).toList();
    }

    private static Category category(StoredCategory stored) {
        return new Category(stored.id(), stored.name(), stored.price(), stored.period(), stored.kind());
    }

    @Override
    public void offer(Actor actor, String categoryId, boolean online) {
        core.categories().offerOnline(actor, categoryId, online);
    }

    @Override
    public FirstPayment firstPayment(String categoryId, LocalDate from, String contactId, String language) {
        StoredMembership planned = core.db()
                .read(tx -> contactId == null
                        ? core.memberships().plannedForNewcomer(tx, categoryId, from)
                        : core.memberships().plannedAs(tx, "", contactId, categoryId, from));
        List<Line> lines = planned.free()
                ? List.of()
                : new PeriodPrice(planned, from)
                        .lines(1, null, LineWords.in(language)).stream()
                                .map(line -> new Line(line.text(), line.amount()))
                                .toList();
        Ore total =
                Ore.of(lines.stream().mapToLong(line -> line.amount().value()).sum());
        return new FirstPayment(lines, total, from, Standing.plan(planned).lastDay(from));
    }

    @Override
    public List<Known> known(Actor actor, NewContact applicant) {
        Map<Reason, List<StoredContact>> found = core.contacts().known(actor, applicant);
        return found.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(stored -> known(stored.contact(), each.getKey())))
                .toList();
    }

    private static Known known(Contact contact, Reason reason) {
        return new Known(
                contact.id(),
                contact.memberNumber(),
                reason == Reason.SAME_EMAIL ? Likeness.SAME_EMAIL : Likeness.SAME_NAME_AND_BIRTH_DATE,
                contact.email(),
                contact.language());
    }

    @Override
    public boolean begin(Actor actor, String membershipId, String contactId, String categoryId, LocalDate from) {
        StoredMembership begun = core.memberships().enrolAs(actor, membershipId, contactId, categoryId, from);
        Optional<Invoice> before = ledger == null
                ? Optional.empty()
                : ledger.invoiceFor(Actor.SYSTEM, MembershipPeriod.key(membershipId, from));
        before.ifPresent(invoice -> wasInvoiced(begun, from, invoice));
        return begun.billOn() != null;
    }

    /** It was invoiced before it was there. The feed told of its payment then, and nobody listened. */
    private void wasInvoiced(StoredMembership begun, LocalDate from, Invoice invoice) {
        periods.invoiced(List.of(invoice.sourceKey()));
        boolean paid = invoice.status() != Invoice.Status.CREDITED
                && !invoice.outstanding().principal().isPositive();
        LocalDate lastDay = Standing.plan(begun).lastDay(from);
        if (!paid || begun.paidUntil() != null && !begun.paidUntil().isBefore(lastDay)) {
            return;
        }
        core.db().useTransaction(tx -> {
            MembershipDays.paid(tx, core.db().dialect(), Map.of(begun.id(), lastDay));
            core.audit()
                    .record(
                            tx,
                            new Audit.Entry(
                                    Actor.SYSTEM.id(),
                                    "MEMBERSHIP_PAID_UNTIL",
                                    "membership:" + begun.id(),
                                    null,
                                    lastDay.toString(),
                                    "paid on joining"));
        });
    }

    @Override
    public Optional<String> invoice(Actor actor, String membershipId, LocalDate dueDate) {
        StoredMembership membership = core.memberships().required(actor, membershipId);
        if (membership.free()) {
            return Optional.empty();
        }
        Invoice invoice = billing.bill(actor, membershipId, membership.from(), dueDate, null)
                .invoice();
        if (invoice == null) {
            return Optional.empty();
        }
        core.db().useTransaction(tx -> MembershipChanges.activeUntil(tx, membershipId, invoice.dueDate()));
        return Optional.of(invoice.id());
    }

    @Override
    public Optional<String> invoiceBefore(
            Actor actor, String membershipId, String contactId, String categoryId, LocalDate from, LocalDate dueDate) {
        actor.require(Permission.LEDGER_WRITE);
        if (ledger == null) {
            throw Problem.unavailable(
                    "LEDGER_AWAY",
                    "Nothing can be invoiced while the ledger (grend-ledger) is away. Try again when it is on.");
        }
        StoredMembership planned = core.db().read(tx -> {
            StoredMembership wanted = core.memberships().plannedAs(tx, membershipId, contactId, categoryId, from);
            Memberships.requireNoOther(tx, wanted);
            return wanted;
        });
        if (planned.free()) {
            return Optional.empty();
        }
        String language =
                core.contacts().required(Actor.SYSTEM, contactId).contact().language();
        DueMembership due = new DueMembership(planned, language, null, null, 0);
        InvoiceDraft draft =
                PeriodDrafts.of(core, List.of(due), dueDate).draft(due, from, 1).asJoining();
        return draft.lines().stream().mapToLong(line -> line.amount().value()).sum() == 0
                ? Optional.empty()
                : Optional.of(ledger.issue(actor, draft, null).id());
    }

    @Override
    public int paymentDays() {
        return core.paymentDays();
    }
}
