package no.grend.simulators.internal.web;

import java.net.URI;
import java.util.Optional;
import no.grend.simulators.internal.VippsSimulator;
import no.grend.simulators.internal.web.Page.Brand;

/** What the payer sees in Vipps. Saying no and going back are the same there: the payment is aborted. */
final class VippsTill implements Till {

    private static final String MAIN = """
            <h1>Betal med Vipps</h1>
            <dl class="sum">
            <div><dt>Gjelder</dt><dd>{text}</dd></div>
            <div><dt>Å betale</dt><dd class="amount">{amount}</dd></div>
            </dl>
            <form method="post">
            <button name="choice" value="approve">Godkjenn {amount}</button>
            <button name="choice" value="decline" class="second">Avvis</button>
            <button name="choice" value="cancel" class="plain">Gå tilbake uten å betale</button>
            </form>
            """;

    private final VippsSimulator vipps;

    VippsTill(VippsSimulator vipps) {
        this.vipps = vipps;
    }

    @Override
    public Page show(String payment) {
        Optional<VippsSimulator.Page> found = vipps.page(payment);
        if (found.isEmpty()) {
            return Page.notThere(Brand.VIPPS);
        }
        VippsSimulator.Page page = found.get();
        URI back = URI.create(page.returnUrl());
        if (!page.open()) {
            return Page.notOpen(Brand.VIPPS, back);
        }
        String main = MAIN.replace("{amount}", Page.kroner(page.ore())).replace("{text}", Page.escaped(page.text()));
        return Page.of(200, Brand.VIPPS, "Betal med Vipps", main, back);
    }

    @Override
    public Decision decide(String payment, String choice) {
        Optional<VippsSimulator.Page> page = vipps.page(payment);
        if (page.isEmpty() || !page.get().open()) {
            return new Decision(null, show(payment));
        }
        vipps.payer(payment, choice.equals("approve") ? "AUTHORIZED" : "ABORTED");
        return new Decision(URI.create(page.get().returnUrl()), null);
    }
}
