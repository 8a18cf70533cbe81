package no.grend.simulators.internal.web;

import java.net.URI;
import java.util.Optional;
import no.grend.simulators.internal.VippsAgreements;
import no.grend.simulators.internal.VippsSimulator;
import no.grend.simulators.internal.web.Page.Brand;

/** What the payer sees in Vipps of an agreement («fast betaling»): approving it, what it has charged, and ending it. */
final class AgreementTill implements Till {

    private static final String PROPOSED = """
            <h1>Fast betaling med Vipps</h1>
            <dl class="sum">
            <div><dt>Gjelder</dt><dd>{text}</dd></div>
            <div><dt>Høyst {period}</dt><dd class="amount">{amount}</dd></div>
            </dl>
            <form method="post">
            <button name="choice" value="approve">Godkjenn inntil {amount} {period}</button>
            <button name="choice" value="decline" class="second">Avvis</button>
            </form>
            """;

    private static final String RUNNING = """
            <h1>Fast betaling: {text}</h1>
            <p>{status}</p>
            <ul>{charges}</ul>
            <form method="post">
            <button name="choice" value="due">La forfallsdagen komme nå</button>
            <button name="choice" value="end" class="second">Avslutt avtalen</button>
            </form>
            <p><a class="button" href="{back}">Tilbake</a></p>
            """;

    private static final String ROW = "<li>{text}, {due}: {amount} ({status})</li>";

    private final VippsSimulator vipps;

    AgreementTill(VippsSimulator vipps) {
        this.vipps = vipps;
    }

    @Override
    public Page show(String agreement) {
        Optional<VippsAgreements.Page> found = vipps.agreement(agreement);
        if (found.isEmpty()) {
            return Page.notThere(Brand.VIPPS);
        }
        VippsAgreements.Page page = found.get();
        URI back = URI.create(page.back());
        String main =
                switch (page.status()) {
                    case "PENDING" ->
                        PROPOSED.replace("{amount}", Page.kroner(page.most()))
                                .replace("{period}", page.period().equals("YEAR") ? "i året" : "i perioden");
                    case "ACTIVE" ->
                        RUNNING.replace("{status}", "Avtalen løper. Dette er trekkene:")
                                .replace("{charges}", charges(page))
                                .replace("{back}", Page.escaped(page.back()));
                    default -> null;
                };
        return main == null
                ? Page.notOpen(Brand.VIPPS, back)
                : Page.of(
                        200, Brand.VIPPS, "Fast betaling", main.replace("{text}", Page.escaped(page.product())), back);
    }

    private static String charges(VippsAgreements.Page page) {
        StringBuilder rows = new StringBuilder();
        page.charges()
                .forEach(charge -> rows.append(ROW.replace("{text}", Page.escaped(charge.text()))
                        .replace("{due}", Page.escaped(charge.due()))
                        .replace("{amount}", Page.kroner(charge.ore()))
                        .replace("{status}", words(charge.status()))));
        return rows.isEmpty() ? "<li>Ingen ennå</li>" : rows.toString();
    }

    private static String words(String status) {
        return switch (status) {
            case "CHARGED" -> "trukket";
            case "RESERVED" -> "reservert";
            case "FAILED" -> "mislyktes";
            case "CANCELLED" -> "avlyst";
            case "REFUNDED", "PARTIALLY_REFUNDED" -> "betalt tilbake";
            default -> "venter";
        };
    }

    @Override
    public Decision decide(String agreement, String choice) {
        Optional<VippsAgreements.Page> page = vipps.agreement(agreement);
        if (page.isEmpty()) {
            return new Decision(null, show(agreement));
        }
        boolean proposed = page.get().status().equals("PENDING");
        if (proposed && choice.equals("approve")) {
            vipps.approve(agreement, page.get().most());
        } else if (proposed && choice.equals("decline") || choice.equals("end")) {
            vipps.end(agreement);
        } else if (choice.equals("due")) {
            vipps.dueNow(agreement);
            return new Decision(null, show(agreement));
        } else {
            return new Decision(null, show(agreement));
        }
        return new Decision(URI.create(page.get().back()), null);
    }
}
