package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import no.grend.audit.Audit;
import no.grend.avtalegiro.MandateIntake;
import no.grend.avtalegiro.internal.store.ExceptionStore;
import no.grend.avtalegiro.internal.store.Mandate;
import no.grend.avtalegiro.internal.store.MandateEvent;
import no.grend.avtalegiro.internal.store.MandateStore;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.ledger.Ledger;
import no.grend.licence.Licence;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The members' mandates («faste betalingsoppdrag», FBO): what the bank tells of them, and where they stand.
 *
 * <p>A member has one mandate, whatever KID it was registered with: the bank network matches on the member's part of the
 * KID (bank-files 4.7). A mandate can be ended in the payer's bank only (S4-13), so nothing here ends one. Safe between
 * threads.
 */
@Component(service = {Mandates.class, MandateIntake.class})
public final class Mandates implements MandateIntake {

    private final Database db;
    private final Clock clock;
    private final Ledger ledger;
    private final Members members;
    private final Audit audit;
    private final MandateStore store;
    private final ExceptionStore exceptions;

    @Activate
    public Mandates(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference Ledger ledger,
            @Reference Members members,
            @Reference Audit audit,
            @Reference(target = "(feature=grend-avtalegiro)") Licence licence) {
        this.db = db;
        this.clock = clock;
        this.ledger = ledger;
        this.members = members;
        this.audit = audit;
        Ids ids = new Ids(clock);
        this.store = new MandateStore(ids);
        this.exceptions = new ExceptionStore(ids);
    }

    /** A mandate with all that the bank has told of it, oldest first. */
    public record Told(Mandate mandate, List<MandateEvent> history) {

        public Told {
            history = List.copyOf(history);
        }
    }

    @Override
    public Report receive(Actor actor, String sourceKey, LocalDate receivedOn, List<FboRecord> records) {
        actor.require(Permission.BANK_WRITE);
        Optional<Report> before = db.read(tx -> store.intake(tx, sourceKey));
        if (before.isPresent()) {
            return before.get();
        }
        records.forEach(Mandates::requireKnownType);
        Map<String, Owner> owners = owners(actor, records);
        return db.inTransaction(tx -> {
            store.lock(tx);
            Optional<Report> meanwhile = store.intake(tx, sourceKey);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            MandateAssignment assignment =
                    new MandateAssignment(tx, store, exceptions, actor.id(), sourceKey, receivedOn, clock.instant());
            Report report = assignment.apply(records, owners);
            store.saveIntake(tx, sourceKey, receivedOn, report, clock.instant());
            audit.record(
                    tx, new Audit.Entry(actor.id(), "MANDATES_RECEIVED", sourceKey, null, report.toString(), null));
            return report;
        });
    }

    private static void requireKnownType(FboRecord fbo) {
        if (fbo.registrationType() < 0 || fbo.registrationType() > 2) {
            throw Problem.rule(
                    null,
                    "FBO_TYPE_UNKNOWN",
                    "Line " + fbo.line() + ": registration type " + fbo.registrationType()
                            + " is none of 0 (active), 1 (new or changed), 2 (deleted). Ask the bank network.");
        }
    }

    /** Whose a KID is. @param memberNumber null when nobody's @param reason why nobody was found; else null */
    record Owner(Integer memberNumber, String reason) {}

    /** Looks every KID up before the transaction begins, since the register is another module's. */
    private Map<String, Owner> owners(Actor actor, List<FboRecord> records) {
        Map<String, Integer> assigned = db.read(exceptions::assigned);
        Map<String, Integer> read = new HashMap<>();
        for (FboRecord fbo : records) {
            Integer member = assigned.get(fbo.kid());
            read.computeIfAbsent(
                    fbo.kid(),
                    kid -> member != null ? member : ledger.memberNumberOf(kid).orElse(null));
        }
        Set<Integer> registered = registered(actor, new HashSet<>(read.values()));
        return records.stream()
                .map(FboRecord::kid)
                .distinct()
                .collect(Collectors.toMap(kid -> kid, kid -> owner(read.get(kid), registered)));
    }

    private static Owner owner(Integer memberNumber, Set<Integer> registered) {
        if (memberNumber == null) {
            return new Owner(null, "The KID is not one of ours: its check digit or its shape is wrong.");
        }
        return registered.contains(memberNumber)
                ? new Owner(memberNumber, null)
                : new Owner(null, "Nobody in the register has the member number that the KID carries.");
    }

    private Set<Integer> registered(Actor actor, Collection<Integer> memberNumbers) {
        Set<Integer> found = new HashSet<>();
        Batches.of(memberNumbers.stream().filter(number -> number != null).toList(), batch -> {
            found.addAll(members.byMemberNumbers(actor, batch).keySet());
        });
        return found;
    }

    /** A page of mandates with their histories. @param memberNumber null for all members */
    public Page<Told> mandates(Actor actor, Integer memberNumber, Integer limit, String cursor) {
        actor.require(Permission.BANK_READ);
        return memberNumber == null
                ? all(Page.limit(limit), Batches.cursorNumber(cursor))
                : new Page<>(of(memberNumber).stream().toList(), null);
    }

    private Page<Told> all(int limit, int after) {
        return db.read(tx -> {
            Page<Mandate> page =
                    Page.cut(store.page(tx, after, limit + 1), limit, row -> Integer.toString(row.memberNumber()));
            Map<Integer, List<MandateEvent>> events =
                    store
                            .events(
                                    tx,
                                    page.items().stream()
                                            .map(Mandate::memberNumber)
                                            .toList())
                            .stream()
                            .collect(Collectors.groupingBy(MandateEvent::memberNumber));
            return page.map(row -> new Told(row, events.getOrDefault(row.memberNumber(), List.of())));
        });
    }

    private Optional<Told> of(int memberNumber) {
        return db.read(tx -> Optional.ofNullable(
                        store.byMembers(tx, List.of(memberNumber)).get(memberNumber))
                .map(mandate -> new Told(mandate, store.events(tx, List.of(memberNumber)))));
    }

    /** The mandate of a member who looks at it on Min Side, or of one whom staff look at; empty when there was never any. */
    public Optional<Told> mandateOf(Actor actor, Contact contact) {
        actor.requireOwn(contact.id(), Permission.BANK_READ);
        return of(contact.memberNumber());
    }

    /** How many of these members have an active mandate. */
    int active(Collection<Integer> memberNumbers) {
        List<Integer> counts = new ArrayList<>();
        Batches.of(Set.copyOf(memberNumbers), batch -> counts.add(db.read(tx -> store.countActive(tx, batch))));
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
