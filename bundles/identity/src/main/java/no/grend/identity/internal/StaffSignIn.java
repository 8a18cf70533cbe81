package no.grend.identity.internal;

import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.StaffSessions;
import no.grend.identity.internal.store.AccountRows;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs staff in and out. */
@Component(service = StaffSessions.class)
public final class StaffSignIn implements StaffSessions {

    private static final String REFUSAL = "The user name, the password or the code is wrong.";

    private final Database db;
    private final Audit audit;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SignInThrottle throttle;
    private final SecondFactor secondFactor;
    private final SecondFactorDuty duty;

    /** @param firstAdministrator is made, if there is nobody yet, before anybody can try to sign in */
    @Activate
    public StaffSignIn(
            @Reference(target = "(module=identity)") Database db,
            @Reference Audit audit,
            @Reference Passwords passwords,
            @Reference Sessions sessions,
            @Reference SignInThrottle throttle,
            @Reference SecondFactor secondFactor,
            @Reference SecondFactorDuty duty,
            @Reference FirstAdministrator firstAdministrator) {
        this.db = db;
        this.audit = audit;
        this.passwords = passwords;
        this.sessions = sessions;
        this.throttle = throttle;
        this.secondFactor = secondFactor;
        this.duty = duty;
        firstAdministrator.appear();
    }

    @Override
    public Session signIn(String username, String password, String totp, String clientAddress) {
        String name = Accounts.normal(username);
        String given = password == null ? "" : password;
        return throttle.guarded(name, clientAddress, () -> trySignIn(name, given, totp));
    }

    private Session trySignIn(String name, String password, String totp) {
        Optional<AccountRows.Row> account = db.read(tx -> AccountRows.byUsername(tx, name));
        boolean right = passwords.matches(
                password, account.map(AccountRows.Row::passwordHash).orElse(null));
        if (!right || !account.get().enabled()) {
            throw refused(account);
        }
        String betterHash = passwords.isOutdated(account.get().passwordHash()) ? passwords.hash(password) : null;
        return db.inTransaction(tx -> open(tx, account.get(), totp, betterHash)).orElseThrow(() -> refused(account));
    }

    private Optional<Session> open(Handle tx, AccountRows.Row account, String totp, String betterHash) {
        if (!secondFactor.accepts(tx, account, totp)) {
            return Optional.empty();
        }
        if (betterHash != null) {
            AccountRows.rehash(tx, account.id(), betterHash);
        }
        audit.record(tx, Audit.Entry.of("staff:" + account.id(), "STAFF_SIGNED_IN", "account:" + account.id()));
        return Optional.of(sessions.open(tx, Sessions.Kind.STAFF, account.id()));
    }

    private Problem refused(Optional<AccountRows.Row> account) {
        String object = account.map(row -> "account:" + row.id()).orElse("account:unknown");
        audit.record(Audit.Entry.of("anonymous", "STAFF_SIGN_IN_REFUSED", object));
        return Problem.unauthenticated(REFUSAL);
    }

    @Override
    public Optional<Actor> actor(String token) {
        return sessions.actor(Sessions.Kind.STAFF, token, this::whoIs);
    }

    private Optional<Actor> whoIs(String accountId) {
        return db.read(tx -> AccountRows.byId(tx, accountId)
                .filter(AccountRows.Row::enabled)
                .map(row -> Account.of(tx, row).actor(duty)));
    }

    @Override
    public void signOut(String token) {
        sessions.end(token);
    }
}
