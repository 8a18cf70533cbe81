package no.grend.privacy.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Problem;
import no.grend.privacy.Fate;
import no.grend.privacy.Fate.Outcome;
import no.grend.privacy.PersonalDataContributor;
import no.grend.privacy.internal.store.ErasureTable;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Erasing a contact («sletting», S3-16): first what would go and what stays, and why; then the deed, by the confirmation that
 * the preview gave. Each module erases in a transaction of its own, the register last. A deed that broke off, or that a module
 * missed, is made again and does the rest. Safe between threads.
 */
@Component(service = Erasures.class)
public final class Erasures {

    private final PersonalData data;
    private final Contributors contributors;
    private final Database db;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public Erasures(
            @Reference PersonalData data,
            @Reference Contributors contributors,
            @Reference(target = "(module=privacy)") Database db,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.data = data;
        this.contributors = contributors;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** What becomes of one kind of thing in a module. */
    public record ModuleFate(String module, Fate fate) {}

    /**
     * What erasure would do.
     *
     * @param obstacles what must come to an end first; empty when it can be done now
     * @param confirmation to send with the deed; null while there are obstacles
     */
    public record Preview(List<String> obstacles, List<ModuleFate> fates, String confirmation) {}

    /** Shows what would go and what stays. Needs {@code MEMBER_WRITE}. */
    public Preview preview(Actor actor, String contactId) {
        actor.require(Permission.MEMBER_WRITE);
        data.requireThere(contactId);
        List<String> obstacles = obstacles(contactId);
        List<ModuleFate> fates = new ArrayList<>();
        for (PersonalDataContributor module : contributors.inOrder()) {
            module.fates(contactId).forEach(fate -> fates.add(new ModuleFate(module.module(), fate)));
        }
        return new Preview(obstacles, fates, obstacles.isEmpty() ? confirmation(contactId, fates) : null);
    }

    /**
     * Erases. What the law keeps stays and is told with its reason. Audited, before and after.
     *
     * @param confirmation from a preview that still holds
     * @param reason why, for the audit log; may be null
     */
    public List<ModuleFate> erase(Actor actor, String contactId, String confirmation, String reason) {
        actor.require(Permission.MEMBER_WRITE);
        Asked.text("confirmation", confirmation, "look at the preview first and send the confirmation in it");
        Preview now = preview(actor, contactId);
        if (!now.obstacles().isEmpty()) {
            throw refused(now.obstacles());
        }
        if (!confirmation.equals(now.confirmation())) {
            throw Problem.conflict(
                    "ERASURE_CHANGED", "What would be erased has changed since the preview. Look at it again.");
        }
        db.useTransaction(tx -> {
            ErasureTable.begin(tx, contactId, actor.id(), clock.instant());
            audit.record(tx, new Entry(actor.id(), "ERASURE_BEGUN", "contact:" + contactId, null, null, reason));
        });
        List<ModuleFate> fates = new ArrayList<>();
        for (PersonalDataContributor module : contributors.inOrder()) {
            module.erase(contactId).forEach(fate -> fates.add(new ModuleFate(module.module(), fate)));
        }
        db.useTransaction(tx -> {
            ErasureTable.done(tx, contactId, clock.instant());
            audit.record(
                    tx, new Entry(actor.id(), "CONTACT_ERASED", "contact:" + contactId, null, told(fates), reason));
        });
        return fates;
    }

    private List<String> obstacles(String contactId) {
        return contributors.inOrder().stream()
                .flatMap(module -> module.obstacles(contactId).stream())
                .toList();
    }

    private static Problem refused(List<String> obstacles) {
        return new Problem(
                Problem.Kind.CONFLICT,
                "ERASURE_BLOCKED",
                "The contact cannot be erased yet. " + String.join(" ", obstacles),
                obstacles.stream()
                        .map(obstacle -> Problem.Detail.field("", "ERASURE_BLOCKED", obstacle))
                        .toList());
    }

    private static String told(List<ModuleFate> fates) {
        long erased = fates.stream()
                .filter(one -> one.fate().outcome() == Outcome.ERASED)
                .count();
        return "kinds of things erased: " + erased + ", kept by law: " + (fates.size() - erased);
    }

    private static String confirmation(String contactId, List<ModuleFate> fates) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((contactId + fates).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
