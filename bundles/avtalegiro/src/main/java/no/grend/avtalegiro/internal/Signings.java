package no.grend.avtalegiro.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.avtalegiro.MandateSignings;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.avtalegiro.internal.store.MandateStore;
import no.grend.avtalegiro.internal.store.SigningStore;
import no.grend.avtalegiro.internal.store.SigningStore.Row;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Mandates' limits and signings anew. A signing is completed by what the bank's file tells of a new or changed mandate, and by
 * nothing that the payer's browser says; one that nobody hears of for {@value #PATIENCE_DAYS} days has failed. Safe between
 * threads.
 */
@Component(
        service = {MandateSignings.class, Signings.class},
        configurationPid = "no.grend.avtalegiro.signing")
@Designate(ocd = Signings.Configuration.class)
public final class Signings implements MandateSignings {

    /** Mandates may take some weeks to come through. */
    static final int PATIENCE_DAYS = 45;

    static final String NOT_HEARD_OF = "NOT_HEARD_OF";

    private static final int MOST_SHOWN = 50;
    private static final Ore LARGEST = Ore.kroner(9_999_999);
    private static final int LONGEST_WHY = 300;

    /** Where payers sign. */
    @ObjectClassDefinition(name = "AvtaleGiro: signering", description = "Der betalere signerer avtalen på nytt")
    public @interface Configuration {

        @AttributeDefinition(
                name = "Adresse",
                description =
                        "Siden der betaleren signerer, med {kid} og {kroner} der de skal stå; tom: i egen nettbank")
        String url() default "";
    }

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Members members;
    private final Audit audit;
    private final MandateStore mandates;
    private final SigningStore store;
    private volatile String url;

    @Activate
    public Signings(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Members members,
            @Reference Audit audit,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence,
            Configuration configuration) {
        this(db, clock, ledger, members, audit, configuration.url());
    }

    Signings(Database db, Clock clock, Ledger ledger, Members members, Audit audit, String url) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.members = members;
        this.audit = audit;
        Ids ids = new Ids(clock);
        this.mandates = new MandateStore(ids);
        this.store = new SigningStore(ids);
        this.url = url;
    }

    @Modified
    void changed(Configuration configuration) {
        url = configuration.url();
    }

    @Override
    public MandateStanding standing(Actor actor, String contactId) {
        Contact contact = contact(actor, contactId, Permission.BANK_READ);
        settle();
        return db.read(tx -> standing(tx, contact));
    }

    @Override
    public Signing start(Actor actor, String contactId, Ore most) {
        Contact contact = contact(actor, contactId, Permission.BANK_WRITE);
        requireLimit(most);
        Row started = db.inTransaction(tx -> {
            requireMandate(tx, contact);
            store.open(tx).stream()
                    .filter(row -> row.memberNumber() == contact.memberNumber())
                    .forEach(row -> end(tx, actor, row, State.CANCELLED, "ANOTHER_STARTED"));
            Row row = store.start(tx, contact.memberNumber(), contact.id(), most, clock.instant(), today(), actor.id());
            record(tx, actor, row, null, State.STARTED, null);
            return row;
        });
        return signing(started);
    }

    @Override
    public Signing cancel(Actor actor, String contactId, String signingId) {
        return ended(actor, contactId, signingId, State.CANCELLED, "PAYER_TURNED_BACK");
    }

    @Override
    public Signing fail(Actor actor, String contactId, String signingId, String why) {
        actor.require(Permission.BANK_WRITE);
        if (why == null || why.isBlank() || why.length() > LONGEST_WHY) {
            throw Problem.invalid("/why", "WHY_MISSING", "Say what the bank said, in 1-300 characters.");
        }
        return ended(actor, contactId, signingId, State.FAILED, why);
    }

    private Signing ended(Actor actor, String contactId, String signingId, State state, String reason) {
        Contact contact = contact(actor, contactId, Permission.BANK_WRITE);
        db.useTransaction(tx -> end(tx, actor, own(tx, contact, signingId), state, reason));
        return signing(db.read(tx -> own(tx, contact, signingId)));
    }

    @Override
    public MandateStanding say(Actor actor, String contactId, Ore most) {
        Contact contact = contact(actor, contactId, Permission.BANK_WRITE);
        requireLimit(most);
        db.useTransaction(tx -> {
            requireMandate(tx, contact);
            String before = store.limit(tx, contact.memberNumber())
                    .map(limit -> limit.most().value() + " øre")
                    .orElse(null);
            store.say(tx, contact.memberNumber(), most, today(), actor.id(), null);
            audit.record(
                    tx,
                    new Audit.Entry(
                            actor.id(),
                            "MANDATE_LIMIT_SAID",
                            "contact:" + contact.id(),
                            before,
                            most.value() + " øre",
                            null));
        });
        return db.read(tx -> standing(tx, contact));
    }

    @Override
    public List<Signing> signings(Actor actor, String contactId) {
        Contact contact = contact(actor, contactId, Permission.BANK_READ);
        settle();
        return db.read(tx -> store.of(tx, contact.memberNumber(), MOST_SHOWN)).stream()
                .map(this::signing)
                .toList();
    }

    /** Completes what the bank has told of since, and gives up what it never told of. */
    void settle() {
        List<Row> open = db.read(tx -> store.open(tx));
        for (Row row : open) {
            boolean late = row.startedOn().plusDays(PATIENCE_DAYS).isBefore(today());
            boolean heard = db.read(tx -> store.isHeardOf(tx, row));
            if (heard) {
                db.useTransaction(tx -> complete(tx, row));
            } else if (late) {
                db.useTransaction(tx -> end(tx, Actor.SYSTEM, row, State.FAILED, NOT_HEARD_OF));
            }
        }
    }

    private void complete(Handle tx, Row row) {
        if (end(tx, Actor.SYSTEM, row, State.COMPLETED, null)) {
            store.say(tx, row.memberNumber(), row.most(), today(), Actor.SYSTEM.id(), row.id());
        }
    }

    private boolean end(Handle tx, Actor actor, Row row, State state, String reason) {
        boolean ended = store.end(tx, row.id(), state, reason, clock.instant(), actor.id());
        if (ended) {
            record(tx, actor, row, State.STARTED, state, reason);
        }
        return ended;
    }

    private void record(Handle tx, Actor actor, Row row, State before, State after, String why) {
        audit.record(
                tx,
                new Audit.Entry(
                        actor.id(),
                        "MANDATE_SIGNING_" + after,
                        "contact:" + row.contactId(),
                        before == null ? null : before.name(),
                        after + ", " + row.most().value() + " øre",
                        why));
    }

    private Row own(Handle tx, Contact contact, String signingId) {
        return store.of(tx, contact.memberNumber(), MOST_SHOWN).stream()
                .filter(row -> row.id().equals(signingId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such signing."));
    }

    private MandateStanding standing(Handle tx, Contact contact) {
        Mandate mandate =
                mandates.byMembers(tx, List.of(contact.memberNumber())).get(contact.memberNumber());
        boolean active = mandate != null && mandate.active();
        SigningStore.Limit limit = store.limit(tx, contact.memberNumber())
                .filter(said -> active && isOfThisMandate(said, mandate))
                .orElse(null);
        Signing latest = store.of(tx, contact.memberNumber(), 1).stream()
                .findFirst()
                .map(this::signing)
                .orElse(null);
        return new MandateStanding(
                active, limit == null ? null : limit.most(), limit == null ? null : limit.saidOn(), latest);
    }

    /** What was said of a mandate that ended since tells nothing of the one that came after it. */
    private static boolean isOfThisMandate(SigningStore.Limit limit, Mandate mandate) {
        return mandate.since() == null || !limit.saidOn().isBefore(mandate.since());
    }

    private Signing signing(Row row) {
        return new Signing(
                row.id(),
                row.contactId(),
                row.most(),
                row.state(),
                row.startedAt(),
                row.endedAt(),
                row.reason(),
                row.state() == State.STARTED ? signAt(row) : null);
    }

    private URI signAt(Row row) {
        String template = url;
        if (template == null || template.isBlank()) {
            return null;
        }
        try {
            return new URI(template.strip()
                    .replace("{kid}", ledger.referenceKid(row.memberNumber()))
                    .replace("{kroner}", Long.toString(row.most().value() / 100)));
        } catch (URISyntaxException unreadable) {
            return null;
        }
    }

    private void requireMandate(Handle tx, Contact contact) {
        Mandate mandate =
                mandates.byMembers(tx, List.of(contact.memberNumber())).get(contact.memberNumber());
        if (mandate == null || !mandate.active()) {
            throw Problem.conflict(
                    "NO_MANDATE", "The member has no AvtaleGiro mandate. It is made in the member's own bank first.");
        }
    }

    private static void requireLimit(Ore most) {
        if (most == null || !most.isPositive() || most.compareTo(LARGEST) > 0) {
            throw Problem.rule("/most", "LIMIT_INVALID", "most must be more than 0 and at most kr " + LARGEST + ".");
        }
    }

    private Contact contact(Actor actor, String contactId, Permission permission) {
        actor.requireOwn(contactId, permission);
        return members.contact(actor, contactId).orElseThrow(() -> Problem.notFound("There is no such contact."));
    }

    private LocalDate today() {
        return Oslo.today(clock);
    }
}
