package no.grend.simulators.internal.web;

import java.net.URI;
import java.util.Optional;
import no.grend.simulators.internal.CardSimulator;
import no.grend.simulators.internal.web.Page.Brand;

/** The acquirer's page. A card that is declined leaves it open, and so does going back: as the real one. */
final class CardTill implements Till {

    private static final String MAIN = """
            {said}<h1>Betal med kort</h1>
            <dl class="sum">
            <div><dt>Gjelder</dt><dd>{text}</dd></div>
            <div><dt>Å betale</dt><dd class="amount">{amount}</dd></div>
            </dl>
            <dl class="plastic" aria-label="Øvelseskort">
            <div><dt>Kortnummer</dt><dd>•••• •••• •••• 4242</dd></div>
            <div><dt>Utløper</dt><dd>12/29</dd></div>
            </dl>
            <form method="post">
            <button name="choice" value="approve">Betal {amount}</button>
            <button name="choice" value="decline" class="second">La banken avvise kortet</button>
            <button name="choice" value="cancel" class="plain">Gå tilbake uten å betale</button>
            </form>
            <p class="small">Siden er åpen i 45 minutter. <a href="/ovelse/vilkar">Salgsvilkår</a></p>
            """;

    private static final String DECLINED = """
            <p class="said" role="alert"><strong>Kortet ble avvist av banken.</strong> Ingenting er trukket. \
            Prøv igjen, eller gå tilbake.</p>
            """;

    private final CardSimulator acquirer;

    CardTill(CardSimulator acquirer) {
        this.acquirer = acquirer;
    }

    @Override
    public Page show(String payment) {
        return page(payment, "");
    }

    @Override
    public Decision decide(String payment, String choice) {
        Optional<CardSimulator.Page> page = acquirer.page(payment);
        if (page.isEmpty() || !page.get().open()) {
            return new Decision(null, show(payment));
        }
        switch (choice) {
            case "approve" -> {
                acquirer.approve(payment);
                return new Decision(URI.create(page.get().returnUrl()), null);
            }
            case "decline" -> {
                acquirer.decline(payment);
                return new Decision(null, page(payment, DECLINED));
            }
            case "cancel" -> {
                return new Decision(URI.create(page.get().cancelUrl()), null);
            }
            default -> {
                return new Decision(null, show(payment));
            }
        }
    }

    private Page page(String payment, String said) {
        Optional<CardSimulator.Page> found = acquirer.page(payment);
        if (found.isEmpty()) {
            return Page.notThere(Brand.CARD);
        }
        CardSimulator.Page page = found.get();
        URI back = URI.create(page.returnUrl());
        if (!page.open()) {
            return Page.notOpen(Brand.CARD, back);
        }
        String main = MAIN.replace("{said}", said)
                .replace("{amount}", Page.kroner(page.ore()))
                .replace("{text}", Page.escaped(page.text()));
        return Page.of(200, Brand.CARD, "Betal med kort", main, back);
    }
}
