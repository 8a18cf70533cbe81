package no.grend.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.grend.harness.Grend;

/** How long a start takes and what an idle Grend weighs, beside bare Karaf. */
final class Starts {

    private Starts() {}

    static Figure cold(int runs) throws Exception {
        double[] grend = new double[runs];
        double[] bare = new double[runs];
        for (int run = 0; run < runs; run++) {
            bare[run] = bareKaraf();
            Path data = Files.createTempDirectory("grend-cold");
            long begun = System.nanoTime();
            Grend.start(data, Map.of("GREND_DEMO", "off")).close();
            grend[run] = startSeconds(data, begun);
            delete(data);
        }
        return new Figure("start-cold", Figure.median(grend), "s", Figure.median(bare), 1.6, true, true);
    }

    static Figure warm(int runs) throws Exception {
        Path data = Files.createTempDirectory("grend-warm");
        Grend first = Grend.start(data, Map.of("GREND_DEMO", "off"));
        first.close();
        double[] grend = new double[runs];
        for (int run = 0; run < runs; run++) {
            long begun = System.nanoTime();
            first.restart(Map.of()).close();
            grend[run] = startSeconds(data, begun);
        }
        delete(data);
        return new Figure("start-warm", Figure.median(grend), "s", Double.NaN, 6, true, false);
    }

    /** Resident memory a minute after a warm start, with the demo organisation in it. */
    static Figure memoryIdle(int runs) throws Exception {
        Path data = Files.createTempDirectory("grend-idle");
        Grend first = Grend.start(data, Map.of());
        first.close();
        double[] mebibytes = new double[runs];
        for (int run = 0; run < runs; run++) {
            try (Grend grend = first.restart(Map.of())) {
                TimeUnit.SECONDS.sleep(60);
                mebibytes[run] = residentKib(grend.pid()) / 1024.0;
            }
        }
        delete(data);
        return new Figure("memory-idle", Figure.median(mebibytes), "MiB", Double.NaN, 350, true, false);
    }

    static long residentKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** The harness notes the instant of readiness in the data folder, so that stopping is not measured. */
    private static double startSeconds(Path data, long begun) throws IOException {
        long ready = Long.parseLong(Files.readString(data.resolve("ready.nanos")));
        return (ready - begun) / 1e9;
    }

    /** From start to an open console port, the last thing stock Karaf's boot features bring up. */
    private static double bareKaraf() throws Exception {
        Path home;
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("grend.bare")))) {
            home = folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        Path data = Files.createTempDirectory("bare-karaf");
        int console = freePort();
        ProcessBuilder builder = new ProcessBuilder("bin/karaf", "daemon")
                .directory(home.toFile())
                .redirectErrorStream(true);
        Map<String, String> settings = new HashMap<>();
        settings.put("KARAF_ETC", settingsWith(console, home.resolve("etc"), data.resolve("etc")));
        settings.put("KARAF_DATA", data.toString());
        settings.put("KARAF_LOG", Files.createDirectory(data.resolve("log")).toString());
        builder.environment().putAll(settings);
        builder.redirectOutput(data.resolve("printed.txt").toFile());
        long begun = System.nanoTime();
        Process karaf = builder.start();
        while (!open(console)) {
            if (!karaf.isAlive()) {
                throw new IllegalStateException("Bare Karaf ended: " + Files.readString(data.resolve("printed.txt")));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        karaf.destroy();
        karaf.waitFor();
        delete(data);
        return seconds;
    }

    /** Stock settings but for the console's port, which another Karaf on this machine may have. */
    private static String settingsWith(int console, Path stock, Path copy) throws IOException {
        Files.createDirectory(copy);
        try (Stream<Path> files = Files.walk(stock)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(stock.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path shell = copy.resolve("org.apache.karaf.shell.cfg");
        Files.writeString(shell, Files.readString(shell).replaceFirst("(?m)^sshPort *=.*$", "sshPort = " + console));
        return copy.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static boolean open(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
