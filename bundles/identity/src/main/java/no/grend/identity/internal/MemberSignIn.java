package no.grend.identity.internal;

import java.util.Locale;
import java.util.Optional;
import no.grend.audit.Audit;
import no.grend.identity.Actor;
import no.grend.identity.MemberSessions;
import no.grend.identity.spi.MemberDirectory;
import no.grend.schema.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Signs members in by one-time code.
 *
 * <p>Whatever the identifier, the request counts a try, stores a code and answers. Only afterwards, on another thread, is
 * somebody looked up and written to; so answer and time are the same for those who are there and those who are not (S19).
 */
@Component(service = MemberSessions.class)
public final class MemberSignIn implements MemberSessions {

    private static final int LONGEST_IDENTIFIER = 320;

    private final Database db;
    private final Audit audit;
    private final Sessions sessions;
    private final OneTimeCodes codes;
    private final CodePost post;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MemberDirectory directory;

    @Activate
    public MemberSignIn(
            @Reference(target = "(module=identity)") Database db,
            @Reference Audit audit,
            @Reference Sessions sessions,
            @Reference OneTimeCodes codes,
            @Reference CodePost post) {
        this.db = db;
        this.audit = audit;
        this.sessions = sessions;
        this.codes = codes;
        this.post = post;
    }

    MemberSignIn(
            Database db, Audit audit, Sessions sessions, OneTimeCodes codes, CodePost post, MemberDirectory directory) {
        this(db, audit, sessions, codes, post);
        this.directory = directory;
    }

    @Override
    public String requestCode(String identifier, String clientAddress, Locale language) {
        String asked = identifier == null ? "" : identifier.strip();
        String spelling = Identifier.spelling(
                asked.length() > LONGEST_IDENTIFIER ? asked.substring(0, LONGEST_IDENTIFIER) : asked);
        codes.requireTurn(OneTimeCodes.Purpose.SIGN_IN, spelling, String.valueOf(clientAddress));
        OneTimeCodes.Issued issued = codes.issue(OneTimeCodes.Purpose.SIGN_IN, spelling, null, null);
        post.later(() -> sendTo(asked, issued, language));
        return issued.challenge();
    }

    private void sendTo(String identifier, OneTimeCodes.Issued issued, Locale language) {
        MemberDirectory known = directory;
        if (known != null && known.find(identifier) instanceof MemberDirectory.Lookup.One one) {
            codes.belongsTo(issued, one.contactId());
            post.send(issued, one.email(), one.address(), "signIn", language);
        }
    }

    @Override
    public Optional<String> signIn(String challenge, String code, String clientAddress) {
        return codes.redeem(
                OneTimeCodes.Purpose.SIGN_IN, challenge, code, String.valueOf(clientAddress), null, (tx, row) -> {
                    String member = "member:" + row.contactId();
                    audit.record(tx, Audit.Entry.of(member, "MEMBER_SIGNED_IN", "contact:" + row.contactId()));
                    return sessions.open(tx, Sessions.Kind.MEMBER, row.contactId())
                            .token();
                });
    }

    @Override
    public Optional<Actor> actor(String token) {
        MemberDirectory known = directory;
        if (known == null) {
            return Optional.empty();
        }
        return sessions.actor(Sessions.Kind.MEMBER, token, contactId -> Optional.ofNullable(known.nameOf(contactId))
                .map(name -> Actor.member(contactId, name)));
    }

    @Override
    public void signOut(String token) {
        sessions.end(token);
    }

    @Override
    public void signOutOthers(String contactId, String presentToken) {
        end(contactId, presentToken);
    }

    @Override
    public void signOutAll(String contactId) {
        end(contactId, null);
    }

    private void end(String contactId, String keptToken) {
        db.useTransaction(tx -> sessions.endAll(tx, Sessions.Kind.MEMBER, contactId, keptToken));
        sessions.forget(Sessions.Kind.MEMBER, contactId);
    }
}
