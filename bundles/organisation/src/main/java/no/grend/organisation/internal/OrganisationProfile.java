package no.grend.organisation.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.ETag;
import no.grend.organisation.Organisation;
import no.grend.organisation.OrganisationSetup;
import no.grend.organisation.internal.store.ProfileTable;
import no.grend.organisation.internal.store.StoredProfile;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The profile, kept in memory and in one row. Another node's change is seen within {@value #FRESH_SECONDS} seconds. */
@Component(service = {Organisation.class, OrganisationSetup.class, OrganisationProfile.class})
public final class OrganisationProfile implements Organisation, OrganisationSetup {

    private static final Logger LOG = LoggerFactory.getLogger(OrganisationProfile.class);

    private static final long FRESH_SECONDS = 5;

    private final Database db;
    private final Audit audit;

    private volatile Cached cached;

    @Activate
    public OrganisationProfile(@Reference(target = "(module=organisation)") Database db, @Reference Audit audit) {
        this.db = db;
        this.audit = audit;
    }

    @Override
    public Profile profile() {
        return current().profile();
    }

    @Override
    public void change(Actor actor, UnaryOperator<Profile> change) {
        change(actor, null, change);
    }

    /** The profile with its version, for staff. */
    public StoredProfile read(Actor actor) {
        actor.require(Permission.ORGANISATION_READ);
        return db.read(ProfileTable::read);
    }

    /**
     * Changes the profile; the same again changes nothing and leaves no trace.
     *
     * @param seen the version that the caller saw; null when the caller takes what there is
     * @param change from the profile as it is to the one that shall be
     */
    public StoredProfile change(Actor actor, ETag seen, UnaryOperator<Profile> change) {
        actor.require(Permission.ORGANISATION_WRITE);
        StoredProfile changed = db.inTransaction(tx -> {
            StoredProfile before = ProfileTable.readToChange(tx);
            if (seen != null) {
                seen.requireCurrent(before.version());
            }
            Profile after = change.apply(before.profile());
            ProfileRules.require(after);
            if (after.equals(before.profile())) {
                return before;
            }
            StoredProfile next = new StoredProfile(before.version() + 1, after);
            ProfileTable.write(tx, next);
            Difference difference = Difference.between(before.profile(), after);
            audit.record(
                    tx,
                    new Entry(
                            actor.id(),
                            "ORGANISATION_CHANGED",
                            "organisation",
                            difference.before(),
                            difference.after(),
                            null));
            return next;
        });
        cached = new Cached(changed, System.nanoTime());
        return changed;
    }

    private StoredProfile current() {
        Cached known = cached;
        if (known != null && known.isFresh(db.dialect())) {
            return known.stored();
        }
        try {
            Cached read = new Cached(db.read(ProfileTable::read), System.nanoTime());
            cached = read;
            return read.stored();
        } catch (RuntimeException e) {
            if (known == null) {
                throw e;
            }
            LOG.debug("The profile cannot be read again now; the one from before is good enough", e);
            return known.stored();
        }
    }

    private record Cached(StoredProfile stored, long readAt) {

        /** Embedded Derby has this process only, so nobody else can have changed it. */
        boolean isFresh(Database.Dialect dialect) {
            return dialect == Database.Dialect.DERBY
                    || System.nanoTime() - readAt < TimeUnit.SECONDS.toNanos(FRESH_SECONDS);
        }
    }
}
