package no.grend.organisation.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import no.grend.audit.Audit;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.ETag;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;
import no.grend.organisation.Organisation;
import no.grend.organisation.OrganisationSetup;
import no.grend.organisation.internal.store.KidSchemeTable;
import no.grend.organisation.internal.store.ProfileTable;
import no.grend.organisation.internal.store.StoredProfile;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
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
    private final Clock clock;
    private final KidSchemes installed;

    private volatile Cached cached;

    @Activate
    public OrganisationProfile(
            @Reference(target = "(module=organisation)") Database db,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference KidSchemes installed) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
        this.installed = installed;
    }

    @Override
    public Profile profile() {
        return current().on(today());
    }

    @Override
    public List<KidSchemeUse> kidSchemes() {
        return current().kidSchemes();
    }

    private LocalDate today() {
        return Oslo.today(clock);
    }

    @Override
    public void change(Actor actor, UnaryOperator<Profile> change) {
        change(actor, null, change);
    }

    /** The profile with its version, for staff. */
    public StoredProfile read(Actor actor) {
        actor.require(Permission.ORGANISATION_READ);
        return db.read(tx -> ProfileTable.read(tx, today()));
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
            StoredProfile before = ProfileTable.readToChange(tx, today());
            if (seen != null) {
                seen.requireCurrent(before.version());
            }
            Profile after = change.apply(before.profile());
            ProfileRules.require(after);
            if (after.equals(before.profile())) {
                return before;
            }
            StoredProfile next = new StoredProfile(before.version() + 1, after, before.kidSchemes());
            ProfileTable.write(tx, next);
            if (!after.kidScheme().equals(before.profile().kidScheme())) {
                use(tx, actor, "kidScheme", new KidSchemeUse(today(), after.kidScheme()), before);
                next = new StoredProfile(next.version(), after, KidSchemeTable.read(tx));
            }
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

    /**
     * Lets new KIDs be made by another scheme from a day after today; the scheme in effect stays among those that are read.
     *
     * @throws Problem when another is to take effect that day, or when it would read a KID as another member's
     */
    public StoredProfile plan(Actor actor, KidSchemeUse wanted) {
        actor.require(Permission.ORGANISATION_WRITE);
        ProfileRules.requireScheme(wanted.scheme());
        return changeSchemes(actor, "KID_SCHEME_PLANNED", wanted.toString(), (tx, before) -> {
            if (!wanted.validFrom().isAfter(today())) {
                throw Problem.rule(
                        "/validFrom",
                        "VALID_FROM_PASSED",
                        "validFrom must be after today. For a change at once, change kidScheme in the profile.");
            }
            for (KidSchemeUse other : before.kidSchemes()) {
                if (other.validFrom().equals(wanted.validFrom())) {
                    throw Problem.conflict(
                            "KID_SCHEMES_OVERLAP",
                            "Scheme " + other.scheme() + " takes effect on " + wanted.validFrom()
                                    + " already, and only one can. Take that back first, or choose another date.");
                }
            }
            use(tx, actor, "scheme", wanted, before);
        });
    }

    /** Takes back a change of scheme that has not taken effect. */
    public StoredProfile unplan(Actor actor, LocalDate validFrom) {
        actor.require(Permission.ORGANISATION_WRITE);
        return changeSchemes(actor, "KID_SCHEME_TAKEN_BACK", "validFrom=" + validFrom, (tx, before) -> {
            if (before.kidSchemes().stream().noneMatch(use -> use.validFrom().equals(validFrom))) {
                throw Problem.notFound("No KID scheme takes effect on this date.");
            }
            if (!validFrom.isAfter(today())) {
                throw Problem.conflict(
                        "KID_SCHEME_IN_USE",
                        "This scheme has taken effect, and KIDs may have been made by it. Change kidScheme in the"
                                + " profile to use another from now on.");
            }
            KidSchemeTable.remove(tx, validFrom);
        });
    }

    private StoredProfile changeSchemes(
            Actor actor, String action, String after, BiConsumer<Handle, StoredProfile> change) {
        StoredProfile changed = db.inTransaction(tx -> {
            StoredProfile before = ProfileTable.readToChange(tx, today());
            change.accept(tx, before);
            StoredProfile next = new StoredProfile(before.version() + 1, before.profile(), KidSchemeTable.read(tx));
            ProfileTable.write(tx, next);
            audit.record(tx, new Entry(actor.id(), action, "organisation", null, after, null));
            return next;
        });
        cached = new Cached(changed, System.nanoTime());
        return changed;
    }

    private void use(Handle tx, Actor actor, String field, KidSchemeUse wanted, StoredProfile before) {
        installed.requireUsable(field, wanted.scheme(), before.kidSchemes());
        KidSchemeTable.put(tx, wanted, before.version() + 1, actor.id(), clock.instant());
    }

    private StoredProfile current() {
        Cached known = cached;
        if (known != null && known.isFresh(db.dialect())) {
            return known.stored();
        }
        try {
            Cached read = new Cached(db.read(tx -> ProfileTable.read(tx, today())), System.nanoTime());
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
