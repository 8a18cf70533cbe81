package no.grend.itests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One read of {@code /metrics}, as Prometheus makes it. */
record Scrape(HttpResponse<String> answer) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) (\\w+)");

    /** @param token null for none @param accept null for whatever comes */
    static Scrape of(String url, String token, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "metrics"));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (accept != null) {
            request.header("Accept", accept);
        }
        try {
            return new Scrape(HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return answer.statusCode();
    }

    String text() {
        return answer.body();
    }

    /** Names and kinds of all meters, {@code grend_info gauge}. */
    Set<String> meters() {
        Set<String> meters = new TreeSet<>();
        Matcher type = TYPE.matcher(text());
        while (type.find()) {
            meters.add(type.group(1) + " " + type.group(2));
        }
        return meters;
    }

    boolean has(String meter) {
        return meters().stream().anyMatch(one -> one.startsWith(meter + " "));
    }

    /** Values that stand more than once with the same name and labels. */
    List<String> repeated() {
        return text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.groupingBy(series -> series, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(series -> series.getValue() > 1)
                .map(series -> series.getKey())
                .toList();
    }
}
