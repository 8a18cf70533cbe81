package no.grend.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A running Grend: the packed distribution, started as a user starts it, on free ports and with data of its own.
 *
 * <p>The distribution's folder comes from the system property {@code grend.dist}. Not safe between threads.
 */
public final class Grend implements AutoCloseable {

    /** The first administrator's password in every test. */
    public static final String PASSWORD = "bare-for-denne-testen";

    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private static final int PORTS_FROM = 12_000;
    private static final int PORTS_TO = 32_000;

    private final Path data;
    private final Map<String, String> settings;
    private final int port;
    private Process process;

    private Grend(Path data, Map<String, String> settings) {
        this.data = data;
        this.settings = new HashMap<>(settings);
        this.port = freePort();
    }

    /** Starts on Derby in this folder; {@code settings} are environment variables. Returns once it is ready. */
    public static Grend start(Path data, Map<String, String> settings) {
        return ready(new Grend(data, settings));
    }

    /** As {@link #start}, but returns at once: for a start that is not to become ready. */
    public static Grend startUnwell(Path data, Map<String, String> settings) {
        Grend grend = new Grend(data, settings);
        grend.launch();
        return grend;
    }

    private static Grend ready(Grend grend) {
        int printedBefore = grend.printed().length();
        grend.launch();
        grend.awaitReady(printedBefore);
        return grend;
    }

    /** Starts again on the same data after {@link #kill} or {@link #close}, with other settings on top. */
    public Grend restart(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return ready(new Grend(data, all));
    }

    /** The address with a trailing slash. */
    public String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    public int port() {
        return port;
    }

    public Path data() {
        return data;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Staff who are signed in as the first administrator. */
    public Staff admin() {
        return Staff.signIn(url(), "admin", PASSWORD);
    }

    /** Runs a console command; answers what it printed. */
    public String console(String command) {
        return consoleResult(command).output();
    }

    /** Runs a console command; answers exit code and what it printed. */
    public ConsoleResult consoleResult(String command) {
        try {
            ProcessBuilder builder = new ProcessBuilder("bin/grend", "console")
                    .directory(distribution().toFile())
                    .redirectErrorStream(true);
            builder.environment().put("GREND_DATA", data.toString());
            Process client = builder.start();
            client.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().close();
            String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!client.waitFor(90, TimeUnit.SECONDS)) {
                client.destroyForcibly();
                throw new IllegalStateException("The console did not answer: " + command);
            }
            return new ConsoleResult(client.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a console command came to. */
    public record ConsoleResult(int exitCode, String output) {}

    /** Everything it printed on its standard output and error. */
    public String printed() {
        return read(data.resolve("printed.txt"));
    }

    /** Its log. */
    public String log() {
        return read(data.resolve("log/grend.log"));
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        await(30);
    }

    /** Waits until it has ended by itself, as at a fault point; answers its exit code. */
    public int awaitEnd(int seconds) {
        return await(seconds);
    }

    /** Stops it as SIGTERM does. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            await(60);
        }
    }

    private void launch() {
        try {
            Files.createDirectories(data);
            ProcessBuilder builder = new ProcessBuilder("bin/grend")
                    .directory(distribution().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            data.resolve("printed.txt").toFile()));
            builder.environment().putAll(settings);
            builder.environment().put("GREND_DATA", data.toString());
            builder.environment().put("GREND_PORT", Integer.toString(port));
            builder.environment().put("GREND_CONSOLE_PORT", Integer.toString(freePort()));
            builder.environment().putIfAbsent("GREND_ADMIN_PASSWORD", PASSWORD);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(int printedBefore) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create(url() + "health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IllegalStateException("Grend ended with " + process.exitValue() + ": " + printed());
            }
            try {
                if (printed().lastIndexOf("Grend is ready:") >= printedBefore
                        && http.send(ready, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200) {
                    Files.writeString(data.resolve("ready.nanos"), Long.toString(System.nanoTime()));
                    return;
                }
                process.waitFor(30, TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                continue; // not listening yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("Grend was not ready in time: " + printed() + log());
    }

    private int await(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Grend did not end within " + seconds + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path distribution() {
        String folder = System.getProperty("grend.dist");
        if (folder == null) {
            throw new IllegalStateException("Set -Dgrend.dist to the unpacked distribution");
        }
        return Path.of(folder);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below those that the system itself gives away: until Grend listens there, nobody else is given it, two tests beside each other included. */
    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(PORTS_FROM, PORTS_TO);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("No free port between " + PORTS_FROM + " and " + PORTS_TO);
    }
}
