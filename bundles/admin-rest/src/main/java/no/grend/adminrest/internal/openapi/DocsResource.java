package no.grend.adminrest.internal.openapi;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Enumeration;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import no.grend.adminrest.internal.AdminApplication;
import no.grend.adminrest.internal.gate.SecurityHeaders;
import no.grend.kernel.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/**
 * {@code /docs/}: Swagger UI. Its files hold no data and are open; the document that it shows asks for a token, which the
 * page asks for in turn. No script or style stands in the page itself.
 */
@Component(service = DocsResource.class)
@JaxrsResource
@JaxrsApplicationSelect(AdminApplication.SELECT)
@Path("docs")
public final class DocsResource {

    private static final String OWN = "docs";
    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui";
    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Every file there is, and its media type. */
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html;charset=utf-8",
            "docs.js", "text/javascript;charset=utf-8",
            "docs.css", "text/css;charset=utf-8",
            "swagger-ui.css", "text/css;charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript;charset=utf-8");

    private final BundleContext context;

    @Activate
    public DocsResource(BundleContext context) {
        this.context = context;
    }

    @GET
    @Operation(hidden = true)
    public Response index(@Context UriInfo uri) throws IOException {
        return uri.getPath().endsWith("/")
                ? file("index.html")
                : Response.temporaryRedirect(URI.create("docs/")).build();
    }

    @GET
    @Path("{file}")
    @Operation(hidden = true)
    public Response file(@PathParam("file") String name) throws IOException {
        String mediaType = FILES.get(name);
        URL found = mediaType == null ? null : find(name);
        if (found == null) {
            throw Problem.notFound("There is no such file.");
        }
        try (InputStream in = found.openStream()) {
            return Response.ok(in.readAllBytes(), mediaType)
                    .header(SecurityHeaders.CSP, CSP)
                    .header("Cache-Control", "max-age=600")
                    .build();
        }
    }

    private URL find(String name) {
        URL own = context.getBundle().getEntry(OWN + "/" + name);
        if (own != null) {
            return own;
        }
        Enumeration<URL> inWebJar = context.getBundle().findEntries(WEBJAR, name, true);
        return inWebJar != null && inWebJar.hasMoreElements() ? inWebJar.nextElement() : null;
    }
}
