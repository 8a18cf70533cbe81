package no.grend.member.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.grend.identity.Actor;
import no.grend.kernel.IdempotencyKey;
import no.grend.kernel.Ore;
import no.grend.member.Contact;
import no.grend.member.Members;
import no.grend.member.NewContact;
import no.grend.member.internal.store.StoredContact;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The register as other modules see it. */
@Component(service = Members.class)
public final class MembersService implements Members {

    private static final int AT_MOST = 1000;

    private final MemberCore core;

    @Activate
    public MembersService(@Reference MemberCore core) {
        this.core = core;
    }

    @Override
    public Optional<Contact> contact(Actor actor, String contactId) {
        return core.contacts().contact(actor, contactId).map(StoredContact::contact);
    }

    @Override
    public Map<String, Contact> contacts(Actor actor, Collection<String> contactIds) {
        requireFew(contactIds);
        if (actor.isMember()) {
            return contactIds.contains(actor.contactId())
                    ? byKey(
                            core.contacts().contact(actor, actor.contactId()).stream()
                                    .toList(),
                            Contact::id)
                    : Map.of();
        }
        return byKey(core.contacts().byIds(actor, contactIds), Contact::id);
    }

    @Override
    public Optional<Contact> byMemberNumber(Actor actor, int memberNumber) {
        return core.contacts().byMemberNumber(actor, memberNumber).map(StoredContact::contact);
    }

    @Override
    public Map<Integer, Contact> byMemberNumbers(Actor actor, Collection<Integer> memberNumbers) {
        requireFew(memberNumbers);
        return byKey(core.contacts().byNumbers(actor, memberNumbers), Contact::memberNumber);
    }

    @Override
    public Contact register(Actor actor, NewContact contact, IdempotencyKey key) {
        return core.registrations().register(actor, contact, key).contact();
    }

    @Override
    public String createCategory(
            Actor actor, String name, Ore price, String period, CategoryKind kind, IdempotencyKey key) {
        return core.categories().create(actor, name, price, period, kind, key).id();
    }

    @Override
    public String enrol(
            Actor actor, String contactId, String categoryId, LocalDate from, LocalDate paidUntil, IdempotencyKey key) {
        return core.memberships()
                .enrol(actor, contactId, categoryId, from, paidUntil, key)
                .id();
    }

    private static <K> Map<K, Contact> byKey(List<StoredContact> stored, Function<Contact, K> key) {
        return stored.stream().map(StoredContact::contact).collect(Collectors.toMap(key, contact -> contact));
    }

    private static void requireFew(Collection<?> asked) {
        if (asked.size() > AT_MOST) {
            throw new IllegalArgumentException("At most " + AT_MOST + " contacts a call");
        }
    }
}
