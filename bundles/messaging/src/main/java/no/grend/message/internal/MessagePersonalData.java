package no.grend.message.internal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import no.grend.identity.Actor;
import no.grend.identity.spi.MemberDirectory;
import no.grend.kernel.Problem;
import no.grend.member.Members;
import no.grend.privacy.Fate;
import no.grend.privacy.Held;
import no.grend.privacy.PersonalDataContributor;
import no.grend.schema.Database;
import no.grend.schema.PlainRows;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What was sent to a contact, by the addresses that they have now. An address that several contacts share tells nobody whose a
 * message was: then nothing of it is handed out or erased. Messages go out without the register too, so it may be away.
 */
@Component(service = PersonalDataContributor.class)
public final class MessagePersonalData implements PersonalDataContributor {

    private static final String QUEUED = """
            SELECT id FROM messaging_message
            WHERE recipient_folded = :contact AND state IN ('QUEUED', 'SENDING')""";

    private static final String NAME_NO_FILES = """
            UPDATE messaging_attachment SET name = '-'
            WHERE message_id IN (SELECT id FROM messaging_message WHERE recipient_folded = :address)""";

    /** The row stays, so that nothing is sent twice. Its recipient is nobody that there can be. */
    private static final String ERASE = """
            UPDATE messaging_message SET recipient = '-', recipient_folded = '-', subject = NULL, body = NULL
            WHERE recipient_folded = :address""";

    private static final String MESSAGES = """
            SELECT channel, recipient, subject, CASE WHEN secret THEN NULL ELSE body END AS body, state, created_at, sent_at
            FROM messaging_message WHERE recipient_folded = :contact ORDER BY id""";

    private static final String ATTACHMENTS = """
            SELECT a.name FROM messaging_attachment a JOIN messaging_message m ON m.id = a.message_id
            WHERE m.recipient_folded = :contact ORDER BY a.message_id, a.place""";

    private final Database db;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Members members;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MemberDirectory directory;

    @Activate
    public MessagePersonalData(@Reference(target = "(module=messaging)") Database db) {
        this.db = db;
    }

    MessagePersonalData(Database db, Members members, MemberDirectory directory) {
        this(db);
        this.members = members;
        this.directory = directory;
    }

    @Override
    public String module() {
        return "messaging";
    }

    @Override
    public List<Held> held(String contactId) {
        List<String> addresses = addresses(contactId);
        return db.read(tx -> {
            PlainRows messages = PlainRows.of(tx, MESSAGES, "");
            PlainRows attachments = PlainRows.of(tx, ATTACHMENTS, "");
            for (String address : addresses) {
                messages = messages.and(PlainRows.of(tx, MESSAGES, address));
                attachments = attachments.and(PlainRows.of(tx, ATTACHMENTS, address));
            }
            return List.of(new Held("messaging_message", messages), new Held("messaging_attachment", attachments));
        });
    }

    @Override
    public List<String> obstacles(String contactId) {
        List<String> addresses = addresses(contactId);
        return db.read(tx -> addresses.stream()
                        .anyMatch(address ->
                                !PlainRows.of(tx, QUEUED, address).rows().isEmpty())
                ? List.of("A message to the contact is on its way. Try again when it is sent.")
                : List.of());
    }

    @Override
    public List<Fate> fates(String contactId) {
        return erased(held(contactId).get(0).rows().rows().size());
    }

    @Override
    public List<Fate> erase(String contactId) {
        List<String> addresses = addresses(contactId);
        return erased(db.inTransaction(tx -> addresses.stream()
                .mapToInt(address -> {
                    tx.createUpdate(NAME_NO_FILES).bind("address", address).execute();
                    return tx.createUpdate(ERASE).bind("address", address).execute();
                })
                .sum()));
    }

    /** Asked outside any transaction, as the register looks in its own. */
    private List<String> addresses(String contactId) {
        Members register = members;
        MemberDirectory addresses = directory;
        if (register == null || addresses == null) {
            throw Problem.unavailable("REGISTER_AWAY", "The register is not there, so nobody's messages can be found.");
        }
        return register.contact(Actor.SYSTEM, contactId).stream()
                .flatMap(contact -> Stream.of(contact.email(), contact.mobile()))
                .filter(Objects::nonNull)
                .filter(address -> addresses.find(address) instanceof MemberDirectory.Lookup.One)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<Fate> erased(int messages) {
        return messages == 0 ? List.of() : List.of(Fate.erased("e-mail and SMS that were sent", messages));
    }

    @Override
    public List<Retention> retention() {
        return List.of(new Retention(
                "e-mail and SMS that were sent", "until the contact is erased", "to show what the member was told"));
    }
}
