package no.grend.camt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are made to harm: refused at once, nothing fetched, memory flat (S42, S43). */
@Timeout(10)
class HostileFileTest {

    private static final long FIVE_GIGABYTES = 5L << 30;
    private static final String OPEN = "<Document xmlns=\"" + Examples.NAMESPACE + "\"><BkToCstmrDbtCdtNtfctn>";

    private static String withDoctype(String subset, String entity) {
        return Examples.V02
                .replaceFirst("<Document", "<!DOCTYPE Document " + subset + "><Document")
                .replace("Gave fra", entity);
    }

    @Test
    void aBillionLaughsAreRefused() {
        String laughs = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining());
        CamtReport report = Examples.check(withDoctype("[<!ENTITY l0 \"ha\">" + laughs + "]", "&l30;"));
        assertThat(report.errors()).extracting(Finding::code).containsExactly(FindingCode.DOCTYPE_FORBIDDEN);
    }

    @Test
    void nothingIsFetchedFromOutside(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the-secret");
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(200);
            String http = "http://127.0.0.1:" + listener.getLocalPort() + "/x.dtd";
            for (String address : new String[] {http, secret.toUri().toString()}) {
                for (String doctype : new String[] {
                    "SYSTEM \"" + address + "\"",
                    "PUBLIC \"-//X//Y\" \"" + address + "\"",
                    "[<!ENTITY x SYSTEM \"" + address + "\">]",
                    "[<!ENTITY % p SYSTEM \"" + address + "\"> %p;]"
                }) {
                    CamtReport report =
                            Examples.check(withDoctype(doctype, doctype.contains("x SYS") ? "&x;" : "Gave"));
                    assertThat(report.errors())
                            .extracting(Finding::code)
                            .containsExactly(FindingCode.DOCTYPE_FORBIDDEN);
                    assertThat(report.toString()).doesNotContain("the-secret");
                }
            }
            String located = Examples.V02.replaceFirst(
                    "<Document",
                    "<Document xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x "
                            + http + "\" xmlns:xi=\"http://www.w3.org/2001/XInclude\"");
            assertThat(Examples.check(located).accepted()).isTrue();
            String included = located.replace("Gave fra", "<xi:include href=\"" + http + "\"/>");
            assertThat(Examples.check(included).accepted()).isTrue();
            assertThat(calls(listener)).isZero();
        }
    }

    private static int calls(ServerSocket listener) throws IOException {
        try {
            listener.accept().close();
            return 1;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                arguments("text", OPEN + "<GrpHdr><MsgId>", "x", FindingCode.TEXT_TOO_LONG),
                arguments("text that nobody reads", OPEN + "<GrpHdr><AddtlInf>", "x", FindingCode.TEXT_TOO_LONG),
                arguments("blanks", OPEN + "<GrpHdr>", " ", FindingCode.TEXT_TOO_LONG),
                arguments("CDATA", OPEN + "<GrpHdr><MsgId><![CDATA[", "x", FindingCode.TEXT_TOO_LONG),
                arguments("a comment", OPEN + "<!--", "x", FindingCode.TEXT_TOO_LONG),
                arguments("an instruction", OPEN + "<?x ", "x", FindingCode.TEXT_TOO_LONG),
                arguments("an attribute", OPEN + "<GrpHdr a=\"", "x", FindingCode.TEXT_TOO_LONG),
                arguments("a name", OPEN + "<", "x", null),
                arguments("a document type", "<!DOCTYPE Document [", " ", null),
                arguments("an entity", "<!DOCTYPE Document [<!ENTITY x \"", "x", null),
                arguments("attributes", OPEN + "<GrpHdr ", " a%07d=\"\"", FindingCode.TOO_MANY_ATTRIBUTES),
                arguments("namespaces", OPEN + "<GrpHdr ", " xmlns:a%07d=\"u\"", null),
                arguments("depth", OPEN, "<a>", FindingCode.NESTED_TOO_DEEP),
                arguments("depth of known elements", OPEN, "<GrpHdr>", FindingCode.NESTED_TOO_DEEP),
                arguments(
                        "a payment's texts",
                        OPEN + "<Ntfctn><Ntry><NtryDtls><TxDtls><RmtInf>",
                        "<Ustrd>x</Ustrd>",
                        FindingCode.DETAIL_TOO_LARGE),
                arguments("character references", OPEN + "<GrpHdr><MsgId>", "&#120;", FindingCode.TEXT_TOO_LONG),
                arguments("entries", OPEN + "<Ntfctn>", "<Ntry/>", FindingCode.TOO_MANY_ENTRIES),
                arguments("details", OPEN + "<Ntfctn><Ntry><NtryDtls>", "<TxDtls/>", FindingCode.TOO_MANY_DETAILS));
    }

    /** Five gigabytes each, of which the reader must take next to nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void whatNeverEndsIsRefusedEarly(String what, String head, String repeated, FindingCode code) throws IOException {
        CamtLimits limits = new CamtLimits(4L << 30, 40, 4_000, 20, 1_000, 1_000, 5_000);
        Endless in = new Endless(head, repeated);
        CamtReport report = new CamtFileReader(limits).check(in);
        assertThat(report.accepted()).isFalse();
        assertThat(in.given).as("bytes taken").isLessThan(2L << 20);
        if (code != null) {
            assertThat(report.errors()).extracting(Finding::code).contains(code);
        }
    }

    @Test
    void aFileAboveTheLimitIsRefused() throws IOException {
        CamtLimits limits = new CamtLimits(1 << 20, 40, 4_000, 20, 1_000_000, 1_000_000, 5_000);
        CamtReport report = new CamtFileReader(limits).check(new Endless(OPEN + "<Ntfctn>", "<RltdAcct/>"));
        assertThat(report.errors()).extracting(Finding::code).containsExactly(FindingCode.FILE_TOO_LARGE);
    }

    @Test
    void aHundredThousandAttributesAreRefusedQuickly() {
        String attributes =
                IntStream.range(0, 100_000).mapToObj(i -> " a" + i + "=\"\"").collect(Collectors.joining());
        long before = System.nanoTime();
        CamtReport report = Examples.check(Examples.V02.replace("<GrpHdr>", "<GrpHdr" + attributes + ">"));
        assertThat(report.errors()).extracting(Finding::code).containsExactly(FindingCode.TOO_MANY_ATTRIBUTES);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    /** A head and then the same for five gigabytes, counting what is taken. */
    private static final class Endless extends InputStream {

        private final InputStream in;
        private long given;

        Endless(String head, String repeated) {
            in = new SequenceInputStream(
                    new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8)), new Repeated(repeated));
        }

        @Override
        public int read() throws IOException {
            given++;
            return in.read();
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = in.read(target, from, length);
            given += Math.max(0, read);
            return read;
        }
    }

    private static final class Repeated extends InputStream {

        private final String pattern;
        private byte[] current;
        private int at;
        private long left = FIVE_GIGABYTES;
        private int number;

        Repeated(String pattern) {
            this.pattern = pattern;
            this.current = next();
        }

        private byte[] next() {
            String text = pattern.contains("%") ? String.format(pattern, number++) : pattern;
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            if (left-- <= 0) {
                return -1;
            }
            if (at == current.length) {
                current = next();
                at = 0;
            }
            return current[at++];
        }
    }
}
