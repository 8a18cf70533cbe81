package no.grend.identity.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.StaffSessions;
import no.grend.identity.internal.store.AccountRows;
import no.grend.identity.internal.store.Throttle;
import no.grend.identity.internal.store.Throttle.Limit;
import no.grend.kernel.Problem;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signs staff in and out.
 *
 * <p>Wrong tries are counted for the account from one address, for the account from anywhere and for the address with any
 * account (S18). The first is small and the second large, so that a stranger does not lock the owner out; and nobody waits
 * longer than {@link #WINDOW}.
 */
@Component(service = StaffSessions.class)
public final class StaffSignIn implements StaffSessions {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_ACCOUNT_AND_ADDRESS = 10;
    private static final int PER_ACCOUNT = 100;
    private static final int PER_ADDRESS = 50;
    private static final String REFUSAL = "The user name, the password or the code is wrong.";

    private final Database db;
    private final Audit audit;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Throttle throttle;
    private final IdentityKey key;
    private final SecondFactor secondFactor;

    @Activate
    public StaffSignIn(
            @Reference(target = "(module=identity)") Database db,
            @Reference Audit audit,
            @Reference Passwords passwords,
            @Reference Sessions sessions,
            @Reference Throttle throttle,
            @Reference IdentityKey key,
            @Reference SecondFactor secondFactor,
            @Reference FirstAdministrator firstAdministrator) {
        this.db = db;
        this.audit = audit;
        this.passwords = passwords;
        this.sessions = sessions;
        this.throttle = throttle;
        this.key = key;
        this.secondFactor = secondFactor;
        firstAdministrator.appear();
    }

    @Override
    public Session signIn(String username, String password, String totp, String clientAddress) {
        String name = Accounts.normal(username);
        Throttle.Answer turn = throttle.take(limits(name, String.valueOf(clientAddress)));
        if (turn.isRefused()) {
            throw Problem.tooMany("Too many tries. Wait before you try again.", turn.refusedFor());
        }
        Optional<AccountRows.Row> account = db.read(tx -> AccountRows.byUsername(tx, name));
        String given = password == null ? "" : password;
        boolean right = passwords.matches(
                given, account.map(AccountRows.Row::passwordHash).orElse(null));
        if (!right || !account.get().enabled()) {
            throw refused(account);
        }
        String betterHash = passwords.isOutdated(account.get().passwordHash()) ? passwords.hash(given) : null;
        Session session = db.inTransaction(tx -> open(tx, account.get(), totp, betterHash))
                .orElseThrow(() -> refused(account));
        throttle.giveBack(turn.attempt());
        return session;
    }

    private List<Limit> limits(String name, String clientAddress) {
        String account = key.hmac("throttle", name).substring(0, 32);
        String address = key.hmac("throttle", clientAddress).substring(0, 32);
        return List.of(
                new Limit("signin:" + account + ":" + address, PER_ACCOUNT_AND_ADDRESS, WINDOW),
                new Limit("signin-from:" + address, PER_ADDRESS, WINDOW),
                new Limit("signin-to:" + account, PER_ACCOUNT, WINDOW));
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
                .map(row -> Account.of(tx, row).actor()));
    }

    @Override
    public void signOut(String token) {
        sessions.end(token);
    }
}
