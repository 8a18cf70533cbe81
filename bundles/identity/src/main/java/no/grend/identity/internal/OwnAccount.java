package no.grend.identity.internal;

import java.security.SecureRandom;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.identity.internal.store.AccountRows;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What people do with their own account: change the password, take a second factor into use or out of it. Everything that
 * weakens the account asks for the password again. Safe between threads.
 */
@Component(service = OwnAccount.class)
public final class OwnAccount {

    private static final String STAFF = "staff:";
    private static final int SECRET_BYTES = 20;
    private static final String ISSUER = "Grend";

    private final Database db;
    private final Audit audit;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Sessions sessions;
    private final SecondFactor secondFactor;
    private final SignInThrottle throttle;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public OwnAccount(
            @Reference(target = "(module=identity)") Database db,
            @Reference Audit audit,
            @Reference Passwords passwords,
            @Reference PasswordRules rules,
            @Reference Sessions sessions,
            @Reference SecondFactor secondFactor,
            @Reference SignInThrottle throttle) {
        this.db = db;
        this.audit = audit;
        this.passwords = passwords;
        this.rules = rules;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
        this.throttle = throttle;
    }

    /**
     * A second factor that waits for its first code.
     *
     * @param secret in base 32, to type into the app
     * @param uri the same as {@code otpauth:}, to show as a QR code
     */
    public record Enrolment(String secret, String uri) {}

    /** Changes the password; every other session of the account ends (S25). @param token of the session that stays */
    public void changePassword(Actor actor, String current, String fresh, String token, String clientAddress) {
        AccountRows.Row account = own(actor);
        requirePassword(account, current, clientAddress);
        rules.require(account.username(), fresh);
        String hash = passwords.hash(fresh);
        db.useTransaction(tx -> {
            AccountRows.rehash(tx, account.id(), hash);
            sessions.endAll(tx, Sessions.Kind.STAFF, account.id(), token);
            record(tx, actor, account.id(), "PASSWORD_CHANGED");
        });
        sessions.forget(Sessions.Kind.STAFF, account.id());
    }

    /** Begins with a second factor; it is not in force until {@link #confirm}. */
    public Enrolment enrol(Actor actor, String password, String clientAddress) {
        AccountRows.Row account = own(actor);
        requirePassword(account, password, clientAddress);
        if (account.totpConfirmed()) {
            throw Problem.conflict("SECOND_FACTOR_IN_USE", "There is a second factor already. Remove it first.");
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        db.useTransaction(tx -> {
            AccountRows.totp(tx, account.id(), secondFactor.seal(secret), false);
            record(tx, actor, account.id(), "SECOND_FACTOR_BEGUN");
        });
        String base32 = Base32.encode(secret);
        String uri = "otpauth://totp/" + ISSUER + ":" + account.username() + "?secret=" + base32 + "&issuer=" + ISSUER;
        return new Enrolment(base32, uri);
    }

    /** Puts the second factor in force with its first code. */
    public void confirm(Actor actor, String code, String clientAddress) {
        AccountRows.Row account = own(actor);
        throttle.guarded(account.username(), clientAddress, () -> {
            boolean right = db.inTransaction(tx -> {
                if (!secondFactor.uses(tx, account, code)) {
                    return false;
                }
                AccountRows.totp(tx, account.id(), account.totpSecret(), true);
                record(tx, actor, account.id(), "SECOND_FACTOR_IN_FORCE");
                return true;
            });
            if (!right) {
                throw Problem.rule("/code", "CODE_WRONG", "The code is wrong or used. Wait for the next one.");
            }
            return null;
        });
        // Who had to take it into use gets their roles at once.
        sessions.forget(Sessions.Kind.STAFF, account.id());
    }

    /** Takes one's own second factor out of use. */
    public void remove(Actor actor, String password, String clientAddress) {
        AccountRows.Row account = own(actor);
        requirePassword(account, password, clientAddress);
        db.useTransaction(tx -> removeIn(tx, actor, account.id()));
        sessions.forget(Sessions.Kind.STAFF, account.id());
    }

    /** An administrator takes away the second factor of somebody who has lost it; their sessions end. */
    public void removeOf(Actor actor, String accountId) {
        actor.require(Permission.ACCOUNT_ADMIN);
        db.useTransaction(tx -> {
            Accounts.existing(tx, accountId);
            removeIn(tx, actor, accountId);
            sessions.endAll(tx, Sessions.Kind.STAFF, accountId, null);
        });
        sessions.forget(Sessions.Kind.STAFF, accountId);
    }

    private void removeIn(Handle tx, Actor actor, String accountId) {
        AccountRows.totp(tx, accountId, null, false);
        record(tx, actor, accountId, "SECOND_FACTOR_REMOVED");
    }

    private void record(Handle tx, Actor actor, String accountId, String action) {
        audit.record(tx, Audit.Entry.of(actor.id(), action, "account:" + accountId));
    }

    private AccountRows.Row own(Actor actor) {
        if (!actor.id().startsWith(STAFF)) {
            throw Problem.forbidden("Only staff have an account.");
        }
        return db.read(tx -> Accounts.existing(tx, actor.id().substring(STAFF.length())));
    }

    private void requirePassword(AccountRows.Row account, String password, String clientAddress) {
        throttle.guarded(account.username(), clientAddress, () -> {
            if (password == null || !passwords.matches(password, account.passwordHash())) {
                throw Problem.rule("/password", "PASSWORD_WRONG", "The present password is wrong.");
            }
            return null;
        });
    }
}
