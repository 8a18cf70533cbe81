package no.grend.member.internal.minside;

import no.grend.identity.AddressCodes.Channel;
import no.grend.identity.AddressCodes.Proven;
import no.grend.member.NewContact;
import no.grend.member.internal.ContactRegister;

/** The change to an e-mail address or mobile number that the member has proved to hold. */
record ProvenAddress(Proven proven) implements ContactRegister.Change {

    @Override
    public NewContact apply(NewContact c) {
        boolean email = proven.channel() == Channel.EMAIL;
        return new NewContact(
                c.kind(),
                c.givenName(),
                c.familyName(),
                c.name(),
                c.birthDate(),
                c.sex(),
                email ? proven.address() : c.email(),
                email ? c.mobile() : proven.address(),
                c.address(),
                c.language(),
                c.nationalIdentityNumber(),
                c.organisationNumber());
    }

    /** Says nothing, so that no log line tells it. */
    @Override
    public String toString() {
        return "ProvenAddress[…]";
    }
}
