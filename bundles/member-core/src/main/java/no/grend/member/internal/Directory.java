package no.grend.member.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import no.grend.identity.spi.MemberDirectory;
import no.grend.member.internal.store.ContactSearch;
import no.grend.member.internal.store.ContactTable;
import no.grend.member.internal.store.StoredContact;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The register as sign-in sees it (S0-19 to S0-23). */
@Component(service = MemberDirectory.class)
public final class Directory implements MemberDirectory {

    private final MemberCore core;

    @Activate
    public Directory(@Reference MemberCore core) {
        this.core = core;
    }

    @Override
    public Lookup find(String identifier) {
        Optional<EmailAddress> email = EmailAddress.parse(identifier);
        if (email.isPresent()) {
            return find(email.get().normal(), true, email.get().normal());
        }
        return MobileNumber.parse(identifier)
                .map(mobile -> find(mobile.searchDigits(), false, mobile.e164()))
                .orElseGet(Lookup.Nobody::new);
    }

    /** The words of search are shared with member numbers, so the contact's own field decides. */
    private Lookup find(String word, boolean email, String address) {
        List<String> owners = core.db().read(tx -> ContactTable.byIds(tx, ContactSearch.having(tx, word)).stream()
                .filter(stored -> address.equals(identifier(stored, email)))
                .map(stored -> stored.contact().id())
                .sorted()
                .toList());
        if (owners.isEmpty()) {
            return new Lookup.Nobody();
        }
        if (owners.size() == 1) {
            return new Lookup.One(owners.get(0), address, email);
        }
        tellStaff(address, owners);
        return new Lookup.Shared();
    }

    private static String identifier(StoredContact stored, boolean email) {
        return email
                ? EmailAddress.parse(stored.contact().email())
                        .map(EmailAddress::normal)
                        .orElse(null)
                : Objects.toString(stored.contact().mobile(), null);
    }

    private void tellStaff(String address, List<String> owners) {
        String subject = core.vault().fingerprint("identifier", address);
        core.db().useTransaction(tx -> core.workItems().open(tx, WorkItems.Kind.SHARED_IDENTIFIER, subject, owners));
    }

    @Override
    public String nameOf(String contactId) {
        return core.db()
                .read(tx -> ContactTable.byId(tx, contactId))
                .map(stored -> stored.contact().name())
                .orElse(null);
    }
}
