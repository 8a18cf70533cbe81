package no.grend.identity.internal;

import java.text.Normalizer;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.identity.Role;
import no.grend.identity.internal.store.AccountRows;
import no.grend.identity.internal.store.UniqueViolation;
import no.grend.kernel.ETag;
import no.grend.kernel.Ids;
import no.grend.kernel.Page;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Accounts of staff («brukerkontoer»), kept by administrators. Safe between threads. */
@Component(service = Accounts.class)
public final class Accounts {

    private static final String USERNAME = "[a-z0-9][a-z0-9._@+-]{1,99}";
    private static final int LONGEST_NAME = 200;

    private final Database db;
    private final Clock clock;
    private final Ids ids;
    private final Audit audit;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Sessions sessions;

    @Activate
    public Accounts(
            @Reference(target = "(module=identity)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Passwords passwords,
            @Reference PasswordRules rules,
            @Reference Sessions sessions) {
        this.db = db;
        this.clock = clock;
        this.ids = new Ids(clock);
        this.audit = audit;
        this.passwords = passwords;
        this.rules = rules;
        this.sessions = sessions;
    }

    /** An account to make. */
    public record NewAccount(String username, String name, String password, Set<Role> roles) {}

    /** What to change; null leaves as it is. @param password set by an administrator for somebody who has lost theirs */
    public record Change(String name, Set<Role> roles, Boolean enabled, String password) {}

    /** The one way to write a user name: in lower case. */
    static String normal(String username) {
        return username == null
                ? ""
                : Normalizer.normalize(username, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    public Page<Account> list(Actor actor, String after, Integer limit) {
        actor.require(Permission.ACCOUNT_ADMIN);
        int size = Page.limit(limit);
        return db.read(tx -> Page.cut(
                        AccountRows.page(tx, after == null ? "" : after, size + 1), size, AccountRows.Row::username)
                .map(row -> Account.of(tx, row)));
    }

    public Account get(Actor actor, String id) {
        if (!actor.id().equals("staff:" + id)) {
            actor.require(Permission.ACCOUNT_ADMIN);
        }
        return db.read(tx -> Account.of(tx, existing(tx, id)));
    }

    public Account create(Actor actor, NewAccount asked) {
        actor.require(Permission.ACCOUNT_ADMIN);
        String username = normal(asked.username());
        if (!username.matches(USERNAME)) {
            throw Problem.invalid(
                    "/username", "USERNAME_INVALID", "A user name has 2-100 of the characters a-z, 0-9 and . _ @ + -");
        }
        requireName(asked.name());
        requireRoles(asked.roles());
        rules.require(username, asked.password());
        return insert(actor, username, asked.name().strip(), asked.password(), asked.roles());
    }

    private Account insert(Actor actor, String username, String name, String password, Set<Role> roles) {
        String id = ids.next();
        AccountRows.Row row =
                new AccountRows.Row(id, username, name, passwords.hash(password), true, null, false, 0, 1);
        try {
            return db.inTransaction(tx -> {
                AccountRows.insert(tx, row, roles, clock.instant());
                audit.record(
                        tx,
                        new Audit.Entry(
                                actor.id(), "ACCOUNT_CREATED", "account:" + id, null, "roles " + sorted(roles), null));
                return Account.of(tx, existing(tx, id));
            });
        } catch (UnableToExecuteStatementException e) {
            if (UniqueViolation.is(e)) {
                throw Problem.conflict("USERNAME_TAKEN", "There is an account with this user name.");
            }
            throw e;
        }
    }

    /** Changes an account. Other roles, another password or no access end its sessions (S25). */
    public Account change(Actor actor, String id, ETag seen, Change change) {
        actor.require(Permission.ACCOUNT_ADMIN);
        if (change.name() != null) {
            requireName(change.name());
        }
        if (change.roles() != null) {
            requireRoles(change.roles());
        }
        String username = db.read(tx -> existing(tx, id)).username();
        String newHash = null;
        if (change.password() != null) {
            rules.require(username, change.password());
            newHash = passwords.hash(change.password());
        }
        String hash = newHash;
        Account changed = db.inTransaction(tx -> changeIn(tx, actor, id, seen, change, hash));
        sessions.forget(Sessions.Kind.STAFF, id);
        return changed;
    }

    private Account changeIn(Handle tx, Actor actor, String id, ETag seen, Change change, String newHash) {
        AccountRows.takeTurn(tx);
        AccountRows.Row old = existing(tx, id);
        seen.requireCurrent(old.version());
        Account before = Account.of(tx, old);
        Set<Role> roles = change.roles() == null ? before.roles() : change.roles();
        boolean enabled = change.enabled() == null ? old.enabled() : change.enabled();
        AccountRows.update(
                tx,
                new AccountRows.Row(
                        id,
                        old.username(),
                        change.name() == null
                                ? old.displayName()
                                : change.name().strip(),
                        newHash == null ? old.passwordHash() : newHash,
                        enabled,
                        old.totpSecret(),
                        old.totpConfirmed(),
                        old.totpLastStep(),
                        old.version()),
                roles);
        if (AccountRows.enabledAdministrators(tx) == 0) {
            throw Problem.conflict("LAST_ADMINISTRATOR", "The last administrator cannot be taken away.");
        }
        boolean otherAccess = !before.roles().equals(roles) || old.enabled() != enabled || newHash != null;
        if (otherAccess) {
            sessions.endAll(tx, Sessions.Kind.STAFF, id, null);
        }
        audit.record(
                tx,
                new Audit.Entry(
                        actor.id(),
                        "ACCOUNT_CHANGED",
                        "account:" + id,
                        access(before.roles(), old.enabled()),
                        access(roles, enabled) + (newHash == null ? "" : ", new password"),
                        null));
        return Account.of(tx, existing(tx, id));
    }

    private static String access(Set<Role> roles, boolean enabled) {
        return "roles " + sorted(roles) + (enabled ? ", enabled" : ", disabled");
    }

    private static Set<Role> sorted(Set<Role> roles) {
        Set<Role> sorted = EnumSet.noneOf(Role.class);
        sorted.addAll(roles);
        return sorted;
    }

    static AccountRows.Row existing(Handle tx, String id) {
        return AccountRows.byId(tx, id).orElseThrow(() -> Problem.notFound("There is no such account."));
    }

    private static void requireName(String name) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
            throw Problem.invalid("/name", "NAME_INVALID", "A name has 1-" + LONGEST_NAME + " characters.");
        }
    }

    private static void requireRoles(Set<Role> roles) {
        if (roles == null || roles.isEmpty() || roles.stream().anyMatch(Objects::isNull)) {
            throw Problem.invalid("/roles", "ROLES_MISSING", "Give at least one role.");
        }
    }
}
