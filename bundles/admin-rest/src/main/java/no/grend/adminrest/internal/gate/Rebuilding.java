package no.grend.adminrest.internal.gate;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the staff API and tells callers to try again in a second while it is put together anew, which takes a moment
 * whenever a module comes or goes. CXF has no service then, and says so in a page of HTML with status 404, which nothing of
 * ours ever answers; a caller would take it for a contact that is not there.
 */
@Component(service = Filter.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.path=/api/admin)")
@HttpWhiteboardFilterPattern("/*")
@HttpWhiteboardFilterAsyncSupported
public final class Rebuilding implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest asked && response instanceof HttpServletResponse answer) {
            Answer guarded = new Answer(answer);
            if (!wasServed(asked, guarded, chain) || guarded.noService) {
                answer.reset();
                Restarting.tell(asked, answer);
            }
        } else {
            chain.doFilter(request, response);
        }
    }

    /** What a resource throws is answered before it comes here; so this is CXF, which lost its parts under the request. */
    private static boolean wasServed(HttpServletRequest request, Answer answer, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, answer);
            return true;
        } catch (RuntimeException e) {
            if (answer.isCommitted()) {
                throw e;
            }
            LOG.info("A call came while the staff API was put together anew; it was told to try again", e);
            return false;
        }
    }

    /** Lets everything through but the page that says that there is no service. */
    private static final class Answer extends HttpServletResponseWrapper {

        private boolean noService;

        Answer(HttpServletResponse answer) {
            super(answer);
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            String type = getContentType();
            if (getStatus() == SC_NOT_FOUND && type != null && type.startsWith("text/html")) {
                noService = true;
                return new PrintWriter(Writer.nullWriter());
            }
            return super.getWriter();
        }
    }
}
