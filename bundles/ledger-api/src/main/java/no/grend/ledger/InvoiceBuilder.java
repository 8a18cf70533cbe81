package no.grend.ledger;

import java.time.LocalDate;
import java.util.List;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice.Line;
import no.grend.ledger.Invoice.OnBehalfOf;
import no.grend.ledger.Invoice.Parts;
import no.grend.ledger.Invoice.PaymentType;
import no.grend.ledger.Invoice.Status;

/**
 * Puts an {@link Invoice} together. Of what is not said it is an ordinary one: open, without charges, to whoever it is for, for
 * the sum of its lines, and collected by mandate where there is one. Amounts are in øre. Not safe between threads.
 */
public final class InvoiceBuilder {

    private final String id;
    private String series;
    private long number;
    private String kid;
    private String contactId;
    private int memberNumber;
    private String payerName;
    private LocalDate issuedOn;
    private LocalDate dueDate;
    private List<Line> lines = List.of();
    private Ore amount;
    private Ore paid = Ore.ZERO;
    private Status status = Status.OPEN;
    private String sourceKey;
    private String run;
    private PaymentType paymentType = PaymentType.INVOICE;
    private Parts owed;
    private Parts outstanding;
    private OnBehalfOf onBehalfOf;
    private boolean joining;
    private boolean withoutMandate;

    InvoiceBuilder(String id) {
        this.id = id;
    }

    InvoiceBuilder(Invoice like) {
        this.id = like.id();
        numbered(like.series(), like.number(), like.kid());
        to(like.contactId(), like.memberNumber(), like.payerName());
        onBehalfOf(like.onBehalfOf());
        issuedOn(like.issuedOn()).dueOn(like.dueDate());
        lines(like.lines()).amount(like.amount());
        paid(like.paid(), like.status());
        asking(like.owed(), like.outstanding());
        sourceKey(like.sourceKey()).run(like.run());
        paymentType(like.paymentType());
        joining(like.joining()).withoutMandate(like.withoutMandate());
    }

    /** @param number gapless in its series */
    public InvoiceBuilder numbered(String inSeries, long asNumber, String withKid) {
        this.series = inSeries;
        this.number = asNumber;
        this.kid = withKid;
        return this;
    }

    /** @param contact who shall pay. @param member that it is for, as in its KID. @param name the payer's */
    public InvoiceBuilder to(String contact, int member, String name) {
        this.contactId = contact;
        this.memberNumber = member;
        this.payerName = name;
        return this;
    }

    /** @param member when another pays; null when they pay themselves */
    public InvoiceBuilder onBehalfOf(OnBehalfOf member) {
        this.onBehalfOf = member;
        return this;
    }

    public InvoiceBuilder issuedOn(LocalDate day) {
        this.issuedOn = day;
        return this;
    }

    public InvoiceBuilder dueOn(LocalDate day) {
        this.dueDate = day;
        return this;
    }

    public InvoiceBuilder lines(List<Line> all) {
        this.lines = List.copyOf(all);
        return this;
    }

    /** An invoice of one line. */
    public InvoiceBuilder line(String text, Ore of) {
        return lines(List.of(new Line(text, of)));
    }

    /** For one whose lines are not at hand; otherwise it is their sum. */
    public InvoiceBuilder amount(Ore sum) {
        this.amount = sum;
        return this;
    }

    /** What has been allocated to it, and where that leaves it. Forgets what was {@link #asking asked for} before. */
    public InvoiceBuilder paid(Ore sum, Status becoming) {
        this.paid = sum;
        this.status = becoming;
        this.owed = null;
        this.outstanding = null;
        return this;
    }

    /** When credit notes or charges have changed what is asked for, or when less than all is left of it. */
    public InvoiceBuilder asking(Parts all, Parts left) {
        this.owed = all;
        this.outstanding = left;
        return this;
    }

    /** @param key what it was issued for; null for single invoices */
    public InvoiceBuilder sourceKey(String key) {
        this.sourceKey = key;
        return this;
    }

    /** @param id null for none */
    public InvoiceBuilder run(String id) {
        this.run = id;
        return this;
    }

    public InvoiceBuilder paymentType(PaymentType type) {
        this.paymentType = type;
        return this;
    }

    public InvoiceBuilder joining(boolean isPaidOnJoining) {
        this.joining = isPaidOnJoining;
        return this;
    }

    public InvoiceBuilder withoutMandate(boolean isAgreedOtherwise) {
        this.withoutMandate = isAgreedOtherwise;
        return this;
    }

    public Invoice build() {
        Ore sum = amount != null ? amount : lines.stream().map(Line::amount).reduce(Ore.ZERO, Ore::plus);
        boolean credited = status == Status.CREDITED;
        return new Invoice(
                id,
                series,
                number,
                kid,
                contactId,
                memberNumber,
                payerName,
                issuedOn,
                dueDate,
                sum,
                paid,
                status,
                sourceKey,
                run,
                lines,
                paymentType,
                owed != null ? owed : Parts.principal(credited ? Ore.ZERO : sum),
                outstanding != null ? outstanding : Parts.principal(credited ? Ore.ZERO : sum.minus(paid)),
                onBehalfOf,
                joining,
                withoutMandate);
    }
}
