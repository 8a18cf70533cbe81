package no.grend.identity.internal;

import java.util.Locale;
import java.util.Optional;
import no.grend.identity.Actor;
import no.grend.identity.AddressCodes;
import no.grend.kernel.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Proves that a member holds a new e-mail address or mobile number (S81). */
@Component(service = AddressCodes.class)
public final class AddressProof implements AddressCodes {

    private static final int LONGEST_ADDRESS = 320;

    private final OneTimeCodes codes;
    private final CodePost post;

    @Activate
    public AddressProof(@Reference OneTimeCodes codes, @Reference CodePost post) {
        this.codes = codes;
        this.post = post;
    }

    @Override
    public String send(Actor member, Channel channel, String address, Locale language) {
        requireMember(member);
        if (address == null || address.isBlank() || address.length() > LONGEST_ADDRESS) {
            throw Problem.invalid("/address", "ADDRESS_INVALID", "This is no address that a code can be sent to.");
        }
        codes.requireTurn(OneTimeCodes.Purpose.ADDRESS, member.contactId(), null);
        codes.requireTurn(OneTimeCodes.Purpose.ADDRESS, Identifier.spelling(address), null);
        String marked = channel.name() + ":" + address;
        OneTimeCodes.Issued issued =
                codes.issue(OneTimeCodes.Purpose.ADDRESS, member.contactId(), member.contactId(), marked);
        post.later(() -> post.send(issued, channel == Channel.EMAIL, address, "address", language));
        return issued.challenge();
    }

    @Override
    public Optional<Proven> prove(Actor member, String challenge, String code) {
        requireMember(member);
        return codes.redeem(
                OneTimeCodes.Purpose.ADDRESS,
                challenge,
                code,
                null,
                member.contactId(),
                (tx, row) -> proven(codes.address(row)));
    }

    private static Proven proven(String marked) {
        int colon = marked.indexOf(':');
        return new Proven(Channel.valueOf(marked.substring(0, colon)), marked.substring(colon + 1));
    }

    private static void requireMember(Actor actor) {
        if (!actor.isMember()) {
            throw Problem.forbidden("Only members prove their own addresses.");
        }
    }
}
