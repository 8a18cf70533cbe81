package no.grend.minside.internal;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A browser without eyes: keeps cookies, follows nothing by itself. */
final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final TestPortal portal;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    Browser(TestPortal portal) {
        this.portal = portal;
    }

    static Browser signedIn(TestPortal portal) throws Exception {
        Browser browser = new Browser(portal);
        browser.post("/login", "identifier", "kari@eksempel.example");
        browser.post("/login/code", "code", FakeSessions.CODE);
        return browser;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    /** Posts the fields as they are. @param fields name, value, name, value */
    HttpResponse<String> post(String path, String... fields) throws IOException, InterruptedException {
        return send("POST", path, form(fields), "Content-Type", "application/x-www-form-urlencoded");
    }

    /** Posts with the token of the front page, as a form would. */
    HttpResponse<String> submit(String path, String... fields) throws IOException, InterruptedException {
        String[] all = new String[fields.length + 2];
        System.arraycopy(fields, 0, all, 0, fields.length);
        all[fields.length] = "csrf";
        all[fields.length + 1] = token();
        return post(path, all);
    }

    String token() throws IOException, InterruptedException {
        Matcher found = CSRF.matcher(get("/").body());
        return found.find() ? found.group(1) : "";
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(portal.url() + "/min-side" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static String form(String... fields) {
        return IntStream.range(0, fields.length / 2)
                .mapToObj(i -> encoded(fields[2 * i]) + "=" + encoded(fields[2 * i + 1]))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
