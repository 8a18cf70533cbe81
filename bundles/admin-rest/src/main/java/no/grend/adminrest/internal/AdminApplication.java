package no.grend.adminrest.internal;

import javax.ws.rs.core.Application;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationBase;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsExtensionSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsName;

/**
 * The JAX-RS application of staff. Empty: every module brings its own resources and takes them away again.
 *
 * <p>It is not served before its gate stands: without authentication, JSON form and refusals there is no endpoint at all.
 */
@Component(service = Application.class)
@JaxrsApplicationBase("/api/admin")
@JaxrsName(AdminApplication.NAME)
@JaxrsExtensionSelect({
    "(osgi.jaxrs.name=grend-authentication)",
    "(osgi.jaxrs.name=grend-json)",
    "(osgi.jaxrs.name=grend-refusals)"
})
public class AdminApplication extends Application {

    /** What resources and extensions of staff select by {@code osgi.jaxrs.name}. */
    public static final String NAME = "grend-admin";

    /** The select filter of everything that belongs to this application. */
    public static final String SELECT = "(osgi.jaxrs.name=" + NAME + ")";
}
