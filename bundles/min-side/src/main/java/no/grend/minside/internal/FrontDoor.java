package no.grend.minside.internal;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import no.grend.licence.Licence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardFilterRegex;

/**
 * Shows who types the bare address of the server to Min Side. A filter, because the server takes the pattern of a servlet
 * for the bare address alone to mean every address.
 */
@Component(service = Filter.class, property = "service.ranking:Integer=1000")
@HttpWhiteboardFilterRegex("/")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=*)")
public final class FrontDoor implements Filter {

    @Activate
    public FrontDoor(@Reference(target = "(feature=grend-min-side)") Licence licence) {
        licence.feature();
    }

    @Override
    public void init(FilterConfig configuration) {
        // It needs nothing.
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && http.getRequestURI().equals("/")
                && (http.getMethod().equals("GET") || http.getMethod().equals("HEAD"))) {
            HttpServletResponse answer = (HttpServletResponse) response;
            answer.setStatus(HttpServletResponse.SC_SEE_OTHER);
            answer.setHeader("Location", "/min-side/");
            answer.setHeader("X-Content-Type-Options", "nosniff");
            answer.setContentLength(0);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void destroy() {
        // It holds nothing.
    }
}
