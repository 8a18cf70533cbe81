package no.grend.member.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.identity.Permission;
import no.grend.kernel.Problem;
import no.grend.member.Guardians;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who acts for whom, as other modules see it. */
@Component(service = Guardians.class)
public final class GuardiansService implements Guardians {

    private final Wards wards;

    @Activate
    public GuardiansService(@Reference MemberCore core) {
        this.wards = core.wards();
    }

    @Override
    public Set<String> actsFor(Actor member) {
        return wards.actsFor(member);
    }

    @Override
    public Map<String, List<String>> actingFor(Actor actor, Collection<String> contactIds) {
        return wards.actingFor(actor, contactIds);
    }

    @Override
    public void confirm(Actor actor, String childId, String guardianId) {
        wards.confirm(actor, childId, guardianId);
    }

    @Override
    public void requireActsFor(Actor actor, String contactId, Permission staffPermission) {
        if (!actor.isMember()) {
            actor.require(staffPermission);
        } else if (!actor.contactId().equals(contactId) && !actsFor(actor).contains(contactId)) {
            throw Problem.notFound("There is no such object.");
        }
    }
}
