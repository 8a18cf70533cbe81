package no.grend.minside.internal;

import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContext;

/** The web context of Min Side, {@code /min-side}: its own, so that nothing of another context's sessions reaches it. */
@Component(service = ServletContextHelper.class, scope = ServiceScope.BUNDLE)
@HttpWhiteboardContext(name = PortalContext.NAME, path = "/min-side")
public final class PortalContext extends ServletContextHelper {

    static final String NAME = "grend-min-side";

    @Activate
    public PortalContext(@Reference(target = "(feature=grend-min-side)") Licence licence) {
        super();
        licence.feature();
    }
}
