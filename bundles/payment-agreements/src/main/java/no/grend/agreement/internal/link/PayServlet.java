package no.grend.agreement.internal.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.kernel.Texts;
import no.grend.ledger.Invoice;
import no.grend.minside.Looks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /pay/<link>}: open to whoever has the link, and to nobody else. Works without JavaScript. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("grend-pay")
@HttpWhiteboardServletPattern("/pay/*")
public final class PayServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** A form may end at a provider, so forms are not held to this host. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; "
            + "form-action 'self' https: http://127.0.0.1:* http://localhost:*; frame-ancestors 'none'; base-uri 'none'";

    private static final String STYLE = "style.css";
    private static final String MESSAGE = "m";

    private final transient PayDesk desk;

    /** Null while Min Side is not there; then the page looks as it must by itself. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Looks looks;

    @Activate
    public PayServlet(@Reference PayDesk desk) {
        this.desk = desk;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        String token = token(request);
        if (token.equals(STYLE)) {
            style(response);
            return;
        }
        PayPage page = page(request);
        Optional<Invoice> invoice = desk.invoice(token);
        if (invoice.isEmpty()) {
            send(response, HttpServletResponse.SC_NOT_FOUND, page.dead());
            return;
        }
        boolean back = request.getParameter("back") != null;
        String message = request.getParameter(MESSAGE);
        String known = "AWAY".equals(message) || "REFUSED".equals(message) ? "flash." + message : null;
        send(response, HttpServletResponse.SC_OK, page.of(desk.show(invoice.get(), back, known)));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        String token = token(request);
        Optional<Invoice> invoice = desk.invoice(token);
        if (invoice.isEmpty()) {
            send(response, HttpServletResponse.SC_NOT_FOUND, page(request).dead());
            return;
        }
        String what = request.getParameter("do");
        PayDesk.Done done =
                desk.act(invoice.get(), token, what == null ? "start" : what, request.getParameter("provider"));
        String here = PayLinkService.PATH + token;
        String message = done.message() == null
                ? ""
                : "?" + MESSAGE + "=" + done.message().substring("flash.".length());
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location",
                done.redirect() == null ? here + message : done.redirect().toString());
        response.setContentLength(0);
    }

    private PayPage page(HttpServletRequest request) {
        Looks now = looks;
        return new PayPage(
                language(request),
                now == null ? List.of(PayLinkService.PATH + STYLE) : now.styleSheets(),
                desk.payee());
    }

    private static String token(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path.substring(1);
    }

    private static String language(HttpServletRequest request) {
        String first = request.getHeader("Accept-Language") == null
                ? "nb"
                : request.getLocale().getLanguage();
        return Texts.LANGUAGES.contains(first) ? first : "no".equals(first) ? "nb" : "en";
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // The address is the secret: no site that the payer goes on to is told of it.
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader("Cache-Control", "no-store");
    }

    private static void send(HttpServletResponse response, int status, String html) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Vary", "Accept-Language");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static void style(HttpServletResponse response) throws IOException {
        try (InputStream in = PayServlet.class.getResourceAsStream("/pay/" + STYLE)) {
            byte[] bytes = in.readAllBytes();
            response.setHeader("Cache-Control", "public, max-age=3600");
            response.setContentType("text/css; charset=utf-8");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
