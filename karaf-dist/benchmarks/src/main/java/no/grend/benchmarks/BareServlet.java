package no.grend.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The yardstick of HTTP figures: the same server with a servlet that writes a fixed answer of an invoice's size. */
final class BareServlet {

    private static final byte[] ANSWER = ("{\"x\":\"" + "y".repeat(560) + "\"}").getBytes(StandardCharsets.UTF_8);

    private BareServlet() {}

    /** Listens on the port given until it is killed. */
    public static void main(String... port) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(port[0]));
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new Fixed()), "/*");
        server.setHandler(context);
        server.start();
        server.join();
    }

    private static final class Fixed extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            answer(response, HttpServletResponse.SC_OK);
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().readAllBytes();
            answer(response, HttpServletResponse.SC_CREATED);
        }

        private static void answer(HttpServletResponse response, int status) throws IOException {
            response.setStatus(status);
            response.setContentType("application/json");
            response.setContentLength(ANSWER.length);
            response.getOutputStream().write(ANSWER);
        }
    }
}
