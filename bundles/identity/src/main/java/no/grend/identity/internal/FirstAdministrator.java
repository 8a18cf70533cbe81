package no.grend.identity.internal;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Set;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.identity.internal.store.AccountRows;
import no.grend.identity.internal.store.UniqueViolation;
import no.grend.kernel.Ids;
import no.grend.schema.Database;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the account {@code admin} when there is no account at all, so that no product is ever shipped with a password (S16).
 *
 * <p>The password is that of {@code GREND_ADMIN_PASSWORD}; without it a random one is printed once on standard output, and
 * nowhere else.
 */
@Component(service = FirstAdministrator.class)
public final class FirstAdministrator {

    static final String USERNAME = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final String VARIABLE = "GREND_ADMIN_PASSWORD";

    private final Database db;
    private final Clock clock;
    private final Audit audit;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final String chosen;
    private final PrintStream out;

    @Activate
    public FirstAdministrator(
            @Reference(target = "(module=identity)") Database db,
            @Reference Clock clock,
            @Reference Audit audit,
            @Reference Passwords passwords,
            @Reference PasswordRules rules) {
        this(db, clock, audit, passwords, rules, System.getenv(VARIABLE), System.out);
    }

    /** @param chosen the operator's password; null or blank for a random one */
    FirstAdministrator(
            Database db,
            Clock clock,
            Audit audit,
            Passwords passwords,
            PasswordRules rules,
            String chosen,
            PrintStream out) {
        this.db = db;
        this.clock = clock;
        this.audit = audit;
        this.passwords = passwords;
        this.rules = rules;
        this.chosen = chosen;
        this.out = out;
    }

    /** Makes the account unless there is one; two nodes that start together make one. */
    void appear() {
        if (db.read(AccountRows::anyAtAll)) {
            return;
        }
        boolean random = chosen == null || chosen.isBlank();
        String password = random ? Secret.token().substring(0, 20) : chosen;
        if (!random && rules.weakness(USERNAME, password) != null) {
            LOG.warn("The password in {} is weak; change it after the first sign-in", VARIABLE);
        }
        if (insert(password) && random) {
            out.println("Grend: first administrator is '" + USERNAME + "', password " + password);
            out.flush();
        }
    }

    private boolean insert(String password) {
        String id = new Ids(clock).next();
        AccountRows.Row row =
                new AccountRows.Row(id, USERNAME, "Administrator", passwords.hash(password), true, null, false, 0, 1);
        try {
            return db.inTransaction(tx -> {
                AccountRows.takeTurn(tx);
                if (AccountRows.anyAtAll(tx)) {
                    return false;
                }
                AccountRows.insert(tx, row, Set.of(Role.ADMIN), clock.instant());
                audit.record(tx, Audit.Entry.of(Actor.SYSTEM.id(), "FIRST_ADMINISTRATOR_CREATED", "account:" + id));
                return true;
            });
        } catch (UnableToExecuteStatementException e) {
            if (UniqueViolation.is(e)) {
                return false;
            }
            throw e;
        }
    }
}
