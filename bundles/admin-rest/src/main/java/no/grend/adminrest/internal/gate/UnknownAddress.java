package no.grend.adminrest.internal.gate;

import java.io.IOException;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.servlet.RequestDispatcher;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.adminrest.internal.WhiteboardStart;
import no.grend.adminrest.internal.refusal.ProblemDocument;
import no.grend.kernel.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletErrorPage;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Answers every address that nothing else answers, and every error that the server itself would otherwise explain, with a
 * problem document: no listing, no stack trace, no version (S67, S68, S71).
 *
 * <p>The staff API itself refuses its unknown addresses. One that ends up here was asked while that API is not served: for a
 * moment, because a module came or went and it is being put together anew, so the caller is told to try again. So is whoever
 * asks while Grend starts, when most addresses have nobody yet: this bundle starts before the other ones.
 *
 * <p>A servlet that refuses in words of its own leaves its {@link Problem} as the request's attribute of that class's name, and
 * sends the error.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("grend-unknown-address")
@HttpWhiteboardServletPattern("/")
@HttpWhiteboardServletErrorPage(errorPage = {"4xx", "5xx"})
public final class UnknownAddress extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String MEMBERS = "/min-side/";
    private static final String STAFF = "/api/admin";

    private final transient BooleanSupplier starting;

    @Activate
    public UnknownAddress(BundleContext context) {
        this(() -> WhiteboardStart.isAhead(context));
    }

    UnknownAddress(BooleanSupplier starting) {
        this.starting = starting;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = status(request);
        if (status == HttpServletResponse.SC_NOT_FOUND && starting.getAsBoolean()) {
            Restarting.tellStart(request, response);
            return;
        }
        if (isFrontDoor(request)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", MEMBERS);
            return;
        }
        if (status == HttpServletResponse.SC_NOT_FOUND && isStaffs(address(request))) {
            Restarting.tell(request, response);
            return;
        }
        String requestId = UUID.randomUUID().toString();
        Restarting.send(request, response, document(request, status, requestId), requestId);
    }

    /** Who types the bare address of the server is most likely a member. */
    private static boolean isFrontDoor(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null
                && "/".equals(request.getRequestURI())
                && ("GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod()));
    }

    private static ProblemDocument document(HttpServletRequest request, int status, String requestId) {
        if (request.getAttribute(Problem.class.getName()) instanceof Problem refusal) {
            return ProblemDocument.of(refusal, requestId);
        }
        if (status == HttpServletResponse.SC_NOT_FOUND) {
            return ProblemDocument.of(status, "PATH_UNKNOWN", "There is nothing at this address.", requestId);
        }
        String code = status < 500 ? "REQUEST_REFUSED" : "INTERNAL_ERROR";
        String detail = status < 500 ? "The request cannot be read." : "This is a fault in Grend, not in the request.";
        return ProblemDocument.of(status, code, detail, requestId);
    }

    /** The status that the server wanted to explain; 404 when the address itself brought the request here. */
    private static int status(HttpServletRequest request) {
        Object wanted = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return wanted instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
    }

    private static boolean isStaffs(String address) {
        return address.equals(STAFF) || address.startsWith(STAFF + "/");
    }

    /** What was asked for, also when the server only brought it here to have an error explained. */
    private static String address(HttpServletRequest request) {
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return asked instanceof String address ? address : String.valueOf(request.getRequestURI());
    }
}
