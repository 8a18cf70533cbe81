package no.grend.minside.internal;

import java.net.InetSocketAddress;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import no.grend.minside.Panel;
import no.grend.organisation.Organisation;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The portal on a Jetty of its own, on a free port of this machine, with the panels that a test gives it. */
final class TestPortal implements AutoCloseable {

    final FakeSessions sessions = new FakeSessions();
    final PanelBoard board = new PanelBoard();
    final PageBoard open = new PageBoard(board);
    private final Server server;

    private TestPortal(int port, String publicUrl, long summaryMillis) throws Exception {
        Organisation organisation = () -> new Organisation.Profile(
                "Fjellgrend idrettslag", "post@fjellgrend.example", null, null, null, null, 0, false, null);
        // The last address that is told, as if the one before it were a trusted proxy.
        Portal.Entrance entrance = new Portal.Entrance(
                sessions,
                (remote, forwarded) ->
                        forwarded.isEmpty() ? remote : forwarded.substring(forwarded.lastIndexOf(',') + 1),
                open);
        Portal portal = new Portal(entrance, organisation, board, PublicAddress.of(publicUrl, null), summaryMillis);
        server = new Server(new InetSocketAddress("127.0.0.1", port));
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.setContextPath("/min-side");
        context.addServlet(new ServletHolder(portal), "/*");
        server.setHandler(context);
        server.start();
    }

    static TestPortal start() throws Exception {
        return new TestPortal(0, "", 800);
    }

    static TestPortal start(String publicUrl) throws Exception {
        return new TestPortal(0, publicUrl, 800);
    }

    static TestPortal start(int port, String publicUrl, long summaryMillis) throws Exception {
        return new TestPortal(port, publicUrl, summaryMillis);
    }

    static TestPortal start(int port) throws Exception {
        return new TestPortal(port, "", 800);
    }

    TestPortal show(Panel... panels) {
        List<Map.Entry<Map<String, Object>, Panel>> services = new ArrayList<>();
        for (Panel panel : panels) {
            services.add(new SimpleEntry<>(Map.of("service.id", (long) services.size()), panel));
        }
        board.services = services;
        return this;
    }

    String url() {
        return server.getURI().resolve("/").toString().replaceAll("/$", "");
    }

    @Override
    public void close() throws Exception {
        server.stop();
        board.close();
    }
}
