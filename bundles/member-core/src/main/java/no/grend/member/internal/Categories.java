package no.grend.member.internal;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ids;
import no.grend.kernel.Ore;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.member.Members.CategoryKind;
import no.grend.member.internal.store.CategoryTable;
import no.grend.member.internal.store.Pricing;
import no.grend.member.internal.store.Pricing.FamilyDiscount;
import no.grend.member.internal.store.StoredCategory;
import no.grend.schema.Database;

/** Membership categories («medlemskategorier»). Safe between threads. */
public final class Categories {

    private static final int LONGEST_NAME = 120;
    private static final Ore HIGHEST_PRICE = Ore.kroner(1_000_000);
    private static final String GONE = "There is no such membership category.";

    private final Database db;
    private final Audit audit;
    private final Clock clock;
    private final Ids ids;

    public Categories(Database db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    /** Creates a category with nothing beside its price. */
    public StoredCategory create(
            Actor actor, String name, Ore price, String period, CategoryKind kind, IdempotencyKey key) {
        return create(actor, name, price, period, kind, Pricing.PLAIN, key);
    }

    /** Creates a category; the same key again gives the same one (P9). */
    public StoredCategory create(
            Actor actor,
            String name,
            Ore price,
            String period,
            CategoryKind kind,
            Pricing pricing,
            IdempotencyKey key) {
        actor.require(Permission.MEMBER_WRITE);
        String cleanName = name(name);
        requirePrice(price);
        Period length = PeriodPlan.length(period);
        if (kind == null) {
            throw Problem.invalid("/kind", "KIND_MISSING", "kind must be RUNNING or CASH.");
        }
        PricingRules.require(pricing, price, length);
        return db.inTransaction(tx -> {
            if (key != null) {
                Optional<StoredCategory> earlier = CategoryTable.byIdempotencyKey(tx, key.key());
                if (earlier.isPresent()) {
                    key.requireSame(earlier.get().fingerprint());
                    return earlier.get();
                }
            }
            StoredCategory category = new StoredCategory(ids.next(), cleanName, price, length, kind, pricing, 1, null);
            CategoryTable.insert(tx, category, key, clock.instant());
            audit.record(tx, entry(actor, "CATEGORY_CREATED", null, category));
            return category;
        });
    }

    /** Changes name or price only. */
    public StoredCategory change(Actor actor, String id, int ifVersion, String name, Ore price) {
        return change(actor, id, ifVersion, name, price, pricing -> pricing, null);
    }

    /** As below, leaving where it is offered as it is. */
    public StoredCategory change(
            Actor actor, String id, int ifVersion, String name, Ore price, UnaryOperator<Pricing> pricing) {
        return change(actor, id, ifVersion, name, price, pricing, null);
    }

    /**
     * Changes name, price, pricing or where it is offered. Invoices that are issued keep theirs, memberships that have begun keep the day that
     * their periods begin on; period and kind are fixed, because memberships count
     * their periods by them.
     *
     * @param name null to keep
     * @param price null to keep
     * @param pricing from the pricing as it is to the one that shall be
     * @param online whether it can be joined on the web; null to keep
     */
    public StoredCategory change(
            Actor actor,
            String id,
            int ifVersion,
            String name,
            Ore price,
            UnaryOperator<Pricing> pricing,
            Boolean online) {
        actor.require(Permission.MEMBER_WRITE);
        if (name != null) {
            name(name);
        }
        if (price != null) {
            requirePrice(price);
        }
        return db.inTransaction(tx -> {
            StoredCategory before = CategoryTable.byId(tx, id).orElseThrow(() -> Problem.notFound(GONE));
            String newName = name == null ? before.name() : name(name);
            Ore newPrice = price == null ? before.price() : price;
            Pricing newPricing = pricing.apply(before.pricing());
            PricingRules.require(newPricing, newPrice, before.period());
            StoredCategory changed = new StoredCategory(
                    id,
                    newName,
                    newPrice,
                    before.period(),
                    before.kind(),
                    newPricing,
                    online == null ? before.online() : online,
                    ifVersion,
                    null);
            if (!CategoryTable.update(tx, id, ifVersion, changed)) {
                throw Problem.stale(
                        "The category was changed after you read it. Read it again and repeat your change.");
            }
            StoredCategory after = CategoryTable.byId(tx, id).orElseThrow();
            audit.record(tx, entry(actor, "CATEGORY_CHANGED", before, after));
            return after;
        });
    }

    /** Those that can be joined on the web, oldest first; for anybody, since they stand on a page that all can read. */
    public List<StoredCategory> online() {
        return db.read(CategoryTable::online);
    }

    /** Offers a category on the web, or no longer; the same again changes nothing. */
    public void offerOnline(Actor actor, String id, boolean online) {
        StoredCategory now = required(actor, id);
        if (now.online() != online) {
            change(actor, id, now.version(), null, null, pricing -> pricing, online);
        }
    }

    public StoredCategory required(Actor actor, String id) {
        actor.require(Permission.MEMBER_READ);
        return db.read(tx -> CategoryTable.byId(tx, id)).orElseThrow(() -> Problem.notFound(GONE));
    }

    public Page<StoredCategory> page(Actor actor, Integer limit, String cursor) {
        actor.require(Permission.MEMBER_READ);
        int size = Page.limit(limit);
        return db.read(
                tx -> Page.cut(CategoryTable.page(tx, Cursor.text(cursor), size), size, last -> Cursor.of(last.id())));
    }

    private static String name(String name) {
        String clean = name == null ? "" : Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        if (clean.isEmpty() || clean.length() > LONGEST_NAME || clean.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("/name", "NAME_INVALID", "name must be 1 to " + LONGEST_NAME + " characters.");
        }
        return clean;
    }

    private static void requirePrice(Ore price) {
        if (price == null || price.isNegative() || price.compareTo(HIGHEST_PRICE) > 0) {
            throw Problem.invalid("/price", "PRICE_INVALID", "price must be 0 to 1 000 000 kroner, in øre.");
        }
    }

    private static Audit.Entry entry(Actor actor, String action, StoredCategory before, StoredCategory after) {
        return new Audit.Entry(
                actor.id(), action, "category:" + after.id(), before == null ? null : text(before), text(after), null);
    }

    private static String text(StoredCategory category) {
        return category.name() + ", " + category.price().value() + " øre each " + category.period() + ", "
                + category.kind() + (category.online() ? ", on the web" : "")
                + (category.pricing().equals(Pricing.PLAIN) ? "" : ", " + text(category.pricing()));
    }

    private static String text(Pricing pricing) {
        return "periods from " + pricing.periodsFrom() + ", proration " + pricing.proration() + ", joining fee "
                + pricing.joiningFee().value() + ", family discount " + text(pricing.family())
                + (pricing.wholeKroner() ? ", whole kroner" : "");
    }

    private static String text(FamilyDiscount family) {
        if (family == null) {
            return "none";
        }
        return family.percent() == null ? family.amount().value() + " øre" : family.percent() + " %";
    }
}
