package no.grend.privacy.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.member.Members;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.privacy.PersonalDataContributor.Retention;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A copy of all that is held about a contact («innsyn», S3-18), as plain values. Safe between threads. */
@Component(service = PersonalData.class)
public final class PersonalData {

    /** How the register names columns whose content it keeps encrypted. */
    private static final String SEALED = "_cipher";

    private static final String HIDDEN = "***********";

    private final Contributors contributors;
    private final Members members;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public PersonalData(
            @Reference(target = "(feature=grend-privacy)") Licence licence,
            @Reference Contributors contributors,
            @Reference Members members,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.contributors = contributors;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The copy.
     *
     * @param modules by module, by table, the rows
     */
    public record Copy(
            String contactId, Instant takenAt, Map<String, Map<String, List<Map<String, Object>>>> modules) {}

    /** How long a module keeps what. */
    public record Kept(String module, List<Retention> retention) {}

    /**
     * Takes the copy: the member's own, or staff's with {@code MEMBER_EXPORT}. Identity numbers are in it for the member, and
     * for staff with {@code NATIONAL_ID_READ}. Audited.
     */
    public Copy of(Actor actor, String contactId) {
        actor.requireOwn(contactId, Permission.MEMBER_EXPORT);
        requireThere(contactId);
        boolean inFull = actor.isMember() || actor.may(Permission.NATIONAL_ID_READ);
        audit.record(Entry.of(actor.id(), "PERSONAL_DATA_EXPORTED", "contact:" + contactId));
        Map<String, Map<String, List<Map<String, Object>>>> modules = new LinkedHashMap<>();
        for (PersonalDataContributor module : contributors.inOrder()) {
            Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
            for (Held held : module.held(contactId)) {
                tables.put(
                        held.table(),
                        held.rows().rows().stream()
                                .map(row -> shown(row, inFull))
                                .toList());
            }
            modules.put(module.module(), tables);
        }
        return new Copy(contactId, clock.instant(), modules);
    }

    /** How long each module keeps what it holds, for the record of processing activities. Needs {@code MEMBER_READ}. */
    public List<Kept> retention(Actor actor) {
        actor.require(Permission.MEMBER_READ);
        return contributors.inOrder().stream()
                .map(module -> new Kept(module.module(), module.retention()))
                .toList();
    }

    void requireThere(String contactId) {
        if (members.contact(Actor.SYSTEM, contactId).isEmpty()) {
            throw Problem.notFound("There is no such contact.");
        }
    }

    private static Map<String, Object> shown(Map<String, Object> row, boolean inFull) {
        Map<String, Object> shown = new LinkedHashMap<>();
        row.forEach((column, value) -> {
            boolean hidden = column.endsWith(SEALED);
            String name = hidden ? column.substring(0, column.length() - SEALED.length()) : column;
            shown.put(name, hidden && value != null && !inFull ? HIDDEN : value);
        });
        return shown;
    }
}
