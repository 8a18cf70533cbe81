package no.grend.agreement.internal;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import no.grend.agreement.Consent.State;
import no.grend.agreement.NewConsent;
import no.grend.agreement.internal.store.ConsentRow;
import no.grend.agreement.internal.store.ProviderStore.ProviderRow;
import no.grend.agreement.spi.TakesCharges;
import no.grend.agreement.spi.Terms;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.kernel.Fault;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Problem;
import org.jdbi.v3.core.Handle;

/** Asks payers for consents: finds the provider, writes the call down, makes it. Safe between threads. */
final class ConsentBeginning {

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,60}");
    private static final int LONGEST_ID = 36;
    private static final int LONGEST_TEXT = 45;
    private static final int LONGEST_ADDRESS = 1_000;
    private static final int MOST_MONTHS = 12;
    private static final String MIN_SIDE = "/min-side/consents/";

    /** What payers read where nobody says otherwise. */
    private static final Map<String, String> WORDS =
            Map.of("membership", "Kontingent", "gift", "Fast gave", "course", "Kurs");

    private final Tables tables;
    private final Audit audit;
    private final Choosing choosing;
    private final Calls calls;
    private final ConsentAsking asking;
    private final Settings settings;

    ConsentBeginning(
            Tables tables, Audit audit, Choosing choosing, Calls calls, ConsentAsking asking, Settings settings) {
        this.tables = tables;
        this.audit = audit;
        this.choosing = choosing;
        this.calls = calls;
        this.asking = asking;
        this.settings = settings;
    }

    /** @return the consent's id */
    String begin(Actor actor, NewConsent wanted, IdempotencyKey key) {
        requireReadable(wanted);
        Optional<ConsentRow> before =
                key == null ? Optional.empty() : tables.db.read(tx -> tables.consents.byKey(tx, key.key()));
        if (before.isPresent()) {
            key.requireSame(before.get().fingerprint());
            return before.get().id();
        }
        return begin(actor, wanted, offer(actor, wanted), key, null);
    }

    /** Asks for the one that is to take over from one that is to be moved. @return its id, or that of the one asked for before */
    String move(Actor actor, ConsentRow old) {
        requireMoving(old);
        NewConsent wanted = new NewConsent(
                old.contactId(),
                old.move().to(),
                old.purpose(),
                old.subject(),
                old.most(),
                old.everyMonths(),
                old.words(),
                null);
        return begin(actor, wanted, offer(actor, wanted), null, old.id());
    }

    private String begin(Actor actor, NewConsent wanted, Offer offer, IdempotencyKey key, String replaces) {
        try (Calls.Slot slot = calls.slot(offer).orElseThrow(() -> Asking.busy(offer.id()))) {
            ConsentRow row = row(actor, wanted, offer, key, replaces);
            slot.announce(row.id());
            String written = tables.db.inTransaction(tx -> write(tx, actor, row));
            Fault.point("consent-written");
            if (written.equals(row.id())) {
                asking.call(slot, row, ConsentAsking.PROPOSED, TakesCharges::propose);
            }
            return written;
        }
    }

    private Offer offer(Actor actor, NewConsent wanted) {
        Offer offer = wanted.provider() == null
                ? choosing.chargers(wanted.purpose()).stream().findFirst().orElseThrow(ConsentBeginning::nobody)
                : choosing.ofConsent(wanted.provider(), null);
        Terms terms = offer.charges().terms();
        if (actor.isMember() && terms.openTo() == Terms.OpenTo.STAFF) {
            throw Problem.rule("/provider", "PROVIDER_DOES_NOT_TAKE_IT", offer.id() + " is for staff.");
        }
        if (wanted.most().compareTo(terms.least()) < 0 || wanted.most().compareTo(terms.most()) > 0) {
            throw Problem.rule(
                    "/most",
                    "PROVIDER_DOES_NOT_TAKE_IT",
                    offer.id() + " takes consents of " + terms.least().value() + " to "
                            + terms.most().value() + " øre a period.");
        }
        return offer;
    }

    private static Problem nobody() {
        return Problem.unavailable(
                "NO_PROVIDER",
                "No payment provider that takes charges is there just now, so nothing was begun. See GET"
                        + " /payment-providers for those that can CHARGES.");
    }

    /** @return the id of the one that was written, or that the key gave before */
    private String write(Handle tx, Actor actor, ConsentRow row) {
        Optional<ProviderRow> provider = tables.providers.shared(tx, row.provider());
        if (provider.isEmpty()) {
            tables.providers.remember(tx, row.provider(), tables.now());
        } else if (provider.get().drainedTo() != null) {
            throw Asking.away(row.provider());
        }
        if (row.idempotencyKey() != null) {
            Optional<ConsentRow> before = tables.consents.byKey(tx, row.idempotencyKey());
            if (before.isPresent()) {
                new IdempotencyKey(row.idempotencyKey(), row.fingerprint())
                        .requireSame(before.get().fingerprint());
                return before.get().id();
            }
        }
        return row.replaces() == null ? writeNew(tx, actor, row) : writeHeir(tx, actor, row);
    }

    private String writeNew(Handle tx, Actor actor, ConsentRow row) {
        tables.consents
                .live(tx, row.contactId(), row.purpose(), row.subject())
                .or(() -> tables.consents.heir(tx, row.contactId(), row.purpose(), row.subject()))
                .ifPresent(ConsentBeginning::refuseSecond);
        return insert(tx, actor, row);
    }

    /** Where the payer has the word on one already, that is the one. */
    private String writeHeir(Handle tx, Actor actor, ConsentRow row) {
        ConsentRow old = tables.consents.lock(tx, row.replaces()).orElseThrow(ConsentAsking::notThere);
        requireMoving(old);
        if (!old.move().to().equals(row.provider())) {
            throw notMoving(old);
        }
        Optional<ConsentRow> heir = tables.moves.heirs(tx, old.id()).stream().findFirst();
        if (heir.isPresent()) {
            return heir.get().id();
        }
        Optional<ConsentRow> live = tables.consents.live(tx, row.contactId(), row.purpose(), row.subject());
        live.filter(other -> !other.id().equals(old.id())).ifPresent(ConsentBeginning::refuseSecond);
        return insert(tx, actor, live.isPresent() ? row.waiting() : row);
    }

    private static void requireMoving(ConsentRow old) {
        if (!old.isMoving()) {
            throw notMoving(old);
        }
    }

    private static Problem notMoving(ConsentRow old) {
        return Problem.conflict(
                "CONSENT_NOT_MOVING",
                "Consent " + old.id() + " is " + old.state() + " at " + old.provider()
                        + " and is not to be moved there. Consents are moved when their provider is drained to another that"
                        + " takes charges.");
    }

    private String insert(Handle tx, Actor actor, ConsentRow row) {
        tables.consents.insert(tx, row);
        tables.consents.append(
                tx, row.id(), row.events(), row.startedAt(), "WRITTEN_DOWN", null, row.state(), actor.id(), null);
        audit.record(
                tx,
                new Entry(
                        actor.id(),
                        "CONSENT_ASKED_FOR",
                        "payment-consent:" + row.id(),
                        null,
                        row.provider() + " " + row.purpose() + ", at most "
                                + row.most().value() + " øre each " + row.everyMonths() + " months",
                        null));
        return row.id();
    }

    private static void refuseSecond(ConsentRow live) {
        throw Problem.conflict(
                "CONSENT_THERE",
                "Consent " + live.id() + " for this is " + live.state() + " at " + live.provider()
                        + " already. End it first with POST /api/admin/payment-consents/" + live.id() + "/ending.");
    }

    /** @param replaces null for none */
    private ConsentRow row(Actor actor, NewConsent wanted, Offer offer, IdempotencyKey key, String replaces) {
        String id = tables.ids.next();
        URI minSide = settings.address().at(MIN_SIDE);
        URI back = settings.address().at(MIN_SIDE + "?back=" + id);
        String words = wanted.text() == null ? WORDS.getOrDefault(wanted.purpose(), "Fast betaling") : wanted.text();
        return new ConsentRow(
                id,
                wanted.contactId(),
                offer.id(),
                wanted.purpose(),
                wanted.subject(),
                wanted.most(),
                wanted.everyMonths(),
                null,
                words,
                (wanted.returnTo() == null ? back : wanted.returnTo()).toString(),
                minSide.toString(),
                State.STARTED,
                null,
                null,
                null,
                null,
                actor.id(),
                tables.now(),
                tables.now(),
                tables.now().plus(Patience.after(0)),
                0,
                1,
                key == null ? null : key.key(),
                key == null ? null : key.fingerprint(),
                replaces,
                false,
                null);
    }

    private static void requireReadable(NewConsent wanted) {
        if (wanted.contactId() == null
                || wanted.contactId().isBlank()
                || wanted.contactId().length() > LONGEST_ID) {
            throw Problem.invalid("/contactId", "CONTACT_MISSING", "contactId is missing; say who shall be charged.");
        }
        if (wanted.purpose() == null || !Choosing.isPurpose(wanted.purpose())) {
            throw Problem.invalid(
                    "/purpose",
                    "PURPOSE_INVALID",
                    "purpose must be 1-20 of a-z and hyphen, such as membership, gift or course.");
        }
        if (wanted.subject() != null && !SUBJECT.matcher(wanted.subject()).matches()) {
            throw Problem.invalid(
                    "/subject", "SUBJECT_INVALID", "subject must be 1-60 visible characters, such as agreement:42.");
        }
        if (wanted.most() == null || !wanted.most().isPositive()) {
            throw Problem.invalid(
                    "/most", "AMOUNT_MISSING", "most must be the most that may be charged a period, more than 0 øre.");
        }
        if (wanted.everyMonths() < 1 || wanted.everyMonths() > MOST_MONTHS) {
            throw Problem.invalid("/everyMonths", "PERIOD_INVALID", "everyMonths must be 1-12.");
        }
        if (wanted.text() != null && (wanted.text().isBlank() || wanted.text().length() > LONGEST_TEXT)) {
            throw Problem.invalid("/text", "TEXT_INVALID", "text must be 1-45 characters.");
        }
        if (wanted.returnTo() != null && wanted.returnTo().toString().length() > LONGEST_ADDRESS) {
            throw Problem.invalid("/returnTo", "ADDRESS_TOO_LONG", "returnTo must be at most 1,000 characters.");
        }
    }
}
