package no.grend.booking.internal.timetable;

import java.time.Clock;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.store.ClassType;
import no.grend.booking.internal.store.ClassTypeTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.ETag;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The kinds of classes («timetyper») that are held. Safe between threads. */
@Component(service = ClassTypes.class)
public final class ClassTypes {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_TEXT = 2_000;

    private final Database db;
    private final Audit audit;
    private final Ids ids;

    @Activate
    public ClassTypes(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit) {
        this.db = db;
        this.audit = audit;
        this.ids = new Ids(clock);
    }

    public ClassType create(Actor actor, String name, String text) {
        actor.require(Permission.ACTIVITY_WRITE);
        ClassType type = new ClassType(ids.next(), name(name), text(text), 1);
        db.useTransaction(tx -> {
            ClassTypeTable.insert(tx, type);
            audit.record(tx, Entry.of(actor.id(), "CLASS_TYPE_CREATED", "class-type:" + type.id()));
        });
        return type;
    }

    /** @param version that was seen */
    public ClassType change(Actor actor, String id, int version, String name, String text) {
        actor.require(Permission.ACTIVITY_WRITE);
        ClassType wanted = new ClassType(id, name(name), text(text), version);
        one(actor, id);
        db.useTransaction(tx -> {
            if (!ClassTypeTable.change(tx, wanted)) {
                new ETag(version).requireCurrent(version + 1);
            }
            audit.record(tx, Entry.of(actor.id(), "CLASS_TYPE_CHANGED", "class-type:" + id));
        });
        return one(actor, id);
    }

    public ClassType one(Actor actor, String id) {
        actor.require(Permission.ACTIVITY_READ);
        return db.read(tx -> ClassTypeTable.byId(tx, id))
                .orElseThrow(() -> Problem.notFound("There is no class type with this id."));
    }

    /** Oldest first. */
    public Page<ClassType> page(Actor actor, Integer limit, String cursor) {
        actor.require(Permission.ACTIVITY_READ);
        int size = Page.limit(limit);
        return Page.cut(db.read(tx -> ClassTypeTable.page(tx, cursor, size + 1)), size, ClassType::id);
    }

    private static String name(String name) {
        String given = Asked.text("name", name, "say what the class is called").strip();
        if (given.length() > LONGEST_NAME) {
            throw Problem.invalid("/name", "NAME_TOO_LONG", "name may have 120 characters.");
        }
        return given;
    }

    private static String text(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_TEXT) {
            throw Problem.invalid("/text", "TEXT_TOO_LONG", "text may have 2,000 characters.");
        }
        return text.strip();
    }
}
