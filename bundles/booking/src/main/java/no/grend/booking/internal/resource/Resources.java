package no.grend.booking.internal.resource;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.booking.internal.store.Resource;
import no.grend.booking.internal.store.ResourceTable;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Asked;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.licence.Licence;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What there is to book or to hold classes in and with (S1-42). Safe between threads. */
@Component(service = Resources.class)
public final class Resources {

    private static final int LONGEST_NAME = 120;
    private static final int MOST_OPEN = 200;

    private final Database db;
    private final Audit audit;
    private final Ids ids;

    @Activate
    public Resources(
            @Reference(target = "(feature=grend-booking)") Licence licence,
            @Reference(target = "(module=booking)") Database db,
            @Reference Clock clock,
            @Reference Audit audit) {
        this.db = db;
        this.audit = audit;
        this.ids = new Ids(clock);
    }

    public Resource create(Actor actor, Resource.Kind kind, String name) {
        actor.require(Permission.ACTIVITY_WRITE);
        String given = Asked.text("name", name, "say what it is called").strip();
        if (given.length() > LONGEST_NAME) {
            throw Problem.invalid("/name", "NAME_TOO_LONG", "name may have 120 characters.");
        }
        Resource resource = new Resource(ids.next(), Asked.given("kind", kind, "say what it is"), given, 1);
        db.useTransaction(tx -> {
            ResourceTable.insert(tx, resource);
            audit.record(tx, Entry.of(actor.id(), "RESOURCE_CREATED", "resource:" + resource.id()));
        });
        return resource;
    }

    public Resource one(Actor actor, String id) {
        require(actor);
        return db.read(tx -> ResourceTable.byId(tx, id))
                .orElseThrow(() -> Problem.notFound("There is no resource with this id."));
    }

    /** Oldest first. */
    public Page<Resource> page(Actor actor, Integer limit, String cursor) {
        require(actor);
        int size = Page.limit(limit);
        return Page.cut(db.read(tx -> ResourceTable.page(tx, cursor, size + 1)), size, Resource::id);
    }

    /** Those that have opening hours, and so can be reserved; by kind and name. */
    public List<Resource> open(Actor actor) {
        require(actor);
        return db.read(tx -> ResourceTable.open(tx, MOST_OPEN));
    }

    /** By id; those that are not there are left out. */
    public List<Resource> some(Actor actor, Collection<String> ids) {
        require(actor);
        return db.read(tx -> ResourceTable.byIds(tx, ids));
    }

    private static void require(Actor actor) {
        if (!actor.isMember()) {
            actor.require(Permission.ACTIVITY_READ);
        }
    }
}
