package no.grend.itests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import no.grend.harness.Staff;

/** A member at Min Side with nothing but HTTP and cookies, as a browser without JavaScript has. */
final class MemberVisit {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String base;

    MemberVisit(String url) {
        this.base = url + "min-side/";
    }

    /** A visit of a member who has signed in with the code that was sent to this address. */
    static MemberVisit signedIn(String url, Staff staff, String address) {
        MemberVisit visit = new MemberVisit(url);
        visit.post("login", Map.of("identifier", address));
        String code = await().atMost(Duration.ofSeconds(10))
                .until(() -> codeSentTo(staff, address.toLowerCase(Locale.ROOT)), found -> !found.isEmpty());
        visit.post("login/code", Map.of("code", code));
        return visit;
    }

    private static String codeSentTo(Staff staff, String address) {
        for (JsonNode message :
                staff.get("messages?to=" + address).require(200).body().get("items")) {
            Matcher code = CODE.matcher(message.get("body").asText());
            if (code.find()) {
                return code.group(1);
            }
        }
        return "";
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
