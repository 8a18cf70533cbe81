package no.grend.minside.internal;

import java.util.List;
import no.grend.licence.Licence;
import no.grend.minside.Looks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The portal's style sheets; there as long as the portal serves them. */
@Component(service = Looks.class)
public final class PortalLooks implements Looks {

    private final List<String> styleSheets;

    @Activate
    public PortalLooks(@Reference(target = "(feature=grend-min-side)") Licence licence) {
        Assets assets = new Assets("portal", Pages::open);
        this.styleSheets = List.of(assets.address("pico.css"), assets.address("portal.css"));
    }

    @Override
    public List<String> styleSheets() {
        return styleSheets;
    }
}
