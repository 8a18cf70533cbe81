package no.grend.agreement.internal.standing;

import java.time.LocalDate;
import java.util.List;
import no.grend.agreement.DebitDay;
import no.grend.agreement.StandingAgreement.CollectedBy;
import no.grend.agreement.StandingAgreement.Every;
import no.grend.agreement.StandingAgreement.Purpose;
import no.grend.agreement.internal.standing.store.StandingEvents.Written;
import no.grend.agreement.internal.standing.store.StandingRow;
import no.grend.agreement.internal.standing.store.Terms;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;

/** A monthly gift that a provider collects, straight in the book, for tests of other rooms. */
public record AgreementInBook(StandingBook book, String id) {

    public static AgreementInBook begun(StandingBook book, String contactId, String provider) {
        Terms terms = new Terms(
                Ore.kroner(300), new DebitDay(15), Every.MONTH, CollectedBy.PROVIDER, provider, null, null, null);
        LocalDate first = LocalDate.parse("2027-01-15");
        StandingRow row = new StandingRow(
                book.ids.next(),
                contactId,
                Purpose.GIFT,
                terms,
                book.today(),
                first,
                first,
                1,
                1,
                book.now(),
                book.now(),
                "staff:1",
                null,
                null);
        book.db.useTransaction(tx -> {
            book.store.insert(tx, row);
            book.record(tx, row, "BEGUN", null, first, Actor.SYSTEM, null);
        });
        return new AgreementInBook(book, row.id());
    }

    /** Which provider collects it now. */
    public String provider() {
        return book.db.read(tx -> book.store.byId(tx, id)).orElseThrow().terms().provider();
    }

    /** What was done to it: {@code CHANGED [provider vipps>card]}. */
    public List<String> history() {
        return book.db.read(tx -> book.events.of(tx, id)).stream()
                .map(Written::event)
                .map(event -> event.what() + " "
                        + event.fields().stream()
                                .filter(field -> field.before() != null)
                                .map(field -> field.name() + " " + field.before() + ">" + field.after())
                                .toList())
                .toList();
    }
}
