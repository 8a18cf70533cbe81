package no.grend.providervipps.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.spi.SettlementReports.Kind;
import no.grend.agreement.spi.SettlementReports.Line;
import no.grend.agreement.spi.SettlementReports.Report;
import no.grend.kernel.Ore;
import no.grend.providervipps.internal.VippsApi.Answer;

/**
 * The Report API version 2: the funds of the ledger that the sales unit is settled by, one day at a time. Nothing personal is
 * asked for. Safe between threads.
 */
final class VippsReports {

    private static final int MOST_PAGES = 1_000;
    private static final int LONGEST = 64;

    private final VippsApi api;
    private final SalesUnit unit;

    VippsReports(VippsApi api, SalesUnit unit) {
        this.api = api;
        this.unit = unit;
    }

    Optional<Report> report(LocalDate day) {
        try {
            return fetch(day);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The call to Vipps was cut off", stopped);
        }
    }

    private Optional<Report> fetch(LocalDate day) throws IOException, InterruptedException {
        String path = "/report/v2/ledgers/" + ledger() + "/funds/dates/" + day;
        List<Line> lines = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Answer answer = api.read(cursor.isEmpty() ? path : path + "?cursor=" + encoded(cursor));
            if (!answer.isGood()) {
                throw new IOException("Vipps answered " + answer.status() + " when asked for a report");
            }
            if (answer.body().path("tryLater").asBoolean()) {
                return Optional.empty();
            }
            for (JsonNode item : answer.body().path("items")) {
                lines.add(line(item));
            }
            cursor = answer.body().path("cursor").asText("");
            if (cursor.isEmpty() || cursor.equals("null")) {
                return Optional.of(new Report(lines));
            }
        }
        throw new IOException("Vipps' report has no end");
    }

    private String ledger() throws IOException, InterruptedException {
        Answer answer = api.read(
                "/settlement/v1/ledgers?settlesForRecipientHandles=" + encoded("api:" + unit.merchantSerialNumber()));
        String id = answer.body().path("items").path(0).path("ledgerId").asText();
        if (!answer.isGood() || !id.matches("[0-9A-Za-z-]{1,64}")) {
            throw new IOException("Vipps told no ledger for the sales unit (" + answer.status() + ")");
        }
        return id;
    }

    private static Line line(JsonNode item) throws IOException {
        if (!item.path("currency").asText().equals("NOK")
                || !item.path("amount").isIntegralNumber()) {
            throw new IOException("Vipps' report has a line that is not in whole øre");
        }
        Kind kind =
                switch (item.path("entryType").asText()) {
                    case "capture" -> Kind.PAYMENT;
                    case "refund" -> Kind.REFUND;
                    case "fees-retained", "credit-note" -> Kind.FEE;
                    case "payout-scheduled", "payout-aborted", "top-up" -> Kind.PAYOUT;
                    default -> Kind.OTHER;
                };
        boolean ofPayment = kind != Kind.FEE && kind != Kind.PAYOUT;
        String reference = item.path("reference").asText("");
        String own = item.path("pspReference").asText("");
        return new Line(
                own.isEmpty() ? item.path("entryType").asText() : own,
                kind,
                ofPayment && !reference.isEmpty() && !reference.equals("null") ? cut(reference) : null,
                Ore.of(item.path("amount").asLong()));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
