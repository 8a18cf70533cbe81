package no.grend.ledger.internal;

import java.lang.reflect.Proxy;
import java.util.Optional;
import no.grend.member.Contact;
import no.grend.member.Members;

/** A register of one member. */
final class Registered {

    private Registered() {}

    /** The contact's id is {@code contact-<number>}. */
    static Members only(int memberNumber) {
        Contact known = new Contact(
                "contact-" + memberNumber,
                memberNumber,
                Contact.ContactKind.PERSON,
                "Kari",
                "Prøve",
                "Kari Prøve",
                null,
                null,
                null,
                null,
                "nb");
        return (Members) Proxy.newProxyInstance(
                Members.class.getClassLoader(),
                new Class<?>[] {Members.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "byMemberNumber" -> Optional.of(known).filter(one -> arguments[1].equals(one.memberNumber()));
                    case "contact" -> Optional.of(known).filter(one -> arguments[1].equals(one.id()));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
