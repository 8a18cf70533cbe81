package no.grend.minside.internal;

import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Shows who types the bare address of the server to Min Side. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("")
public final class FrontDoor extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Activate
    public FrontDoor(@Reference(target = "(feature=grend-min-side)") Licence licence) {
        licence.feature();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/min-side/");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(0);
    }
}
