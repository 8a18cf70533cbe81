package no.grend.identity.internal;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import no.grend.identity.Role;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose sign-in must have a second factor: setting {@code secondFactorRoles} of {@code no.grend.identity}. */
@Component(service = SecondFactorDuty.class, configurationPid = IdentitySettings.PID)
public final class SecondFactorDuty {

    private static final Logger LOG = LoggerFactory.getLogger(SecondFactorDuty.class);

    private final Set<Role> roles;

    @Activate
    public SecondFactorDuty(IdentitySettings settings) {
        this(settings.secondFactorRoles());
    }

    SecondFactorDuty(String... names) {
        this.roles = rolesOf(names);
    }

    /** A name that is no role could be any role misspelt, so then all of them have the duty. */
    private static Set<Role> rolesOf(String... names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : ListSetting.values(names)) {
            Role role = Arrays.stream(Role.values())
                    .filter(known -> known.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElse(null);
            if (role == null) {
                LOG.error(
                        "secondFactorRoles in no.grend.identity.cfg names \"{}\", which is no role; until it is mended every"
                                + " role needs a second factor. There is: {}",
                        name,
                        EnumSet.allOf(Role.class));
                return EnumSet.allOf(Role.class);
            }
            roles.add(role);
        }
        return roles;
    }

    /** Whether somebody with these roles has to use one. */
    boolean binds(Set<Role> held) {
        return !Collections.disjoint(roles, held);
    }
}
