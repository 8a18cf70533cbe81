package no.grend.simulators.internal.web;

import java.net.URI;
import no.grend.kernel.Ore;

/**
 * A page for the payer, in Norwegian, without script.
 *
 * @param leadsTo where its form may end up: the address that the payer came from; null for nowhere else
 */
record Page(int status, String html, URI leadsTo) {

    private static final String LAYOUT = """
            <!doctype html>
            <html lang="nb">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} – øvelse</title>
            <link rel="stylesheet" href="/ovelse/stil.css">
            </head>
            <body class="{brand}">
            <header>
            <p class="drill"><strong>Dette er en øvelse.</strong> Ingen penger flyttes, og ingen skal skrive inn noe.</p>
            <p class="name">{name}</p>
            </header>
            <main>
            {main}
            </main>
            </body>
            </html>
            """;

    /** Who the page looks like. @param css the class of its body */
    enum Brand {
        CARD("card", "Kortbetaling"),
        VIPPS("vipps", "Vipps");

        private final String css;
        private final String words;

        Brand(String css, String words) {
            this.css = css;
            this.words = words;
        }
    }

    /** @param main HTML, with whatever came from outside escaped */
    static Page of(int status, Brand brand, String title, String main, URI leadsTo) {
        String html = LAYOUT.replace("{title}", escaped(title))
                .replace("{brand}", brand.css)
                .replace("{name}", brand.words)
                .replace("{main}", main);
        return new Page(status, html, leadsTo);
    }

    static Page notOpen(Brand brand, URI back) {
        String main = """
                <h1>Betalingen er ikke åpen</h1>
                <p>Den er betalt, avbrutt eller for gammel. Ingenting er trukket her nå.</p>
                <p><a class="button" href="{back}">Tilbake</a></p>
                """.replace("{back}", escaped(back.toString()));
        return of(200, brand, "Betalingen er ikke åpen", main, null);
    }

    static Page notThere(Brand brand) {
        return of(
                404, brand, "Siden finnes ikke", "<h1>Siden finnes ikke</h1>\n<p>Her er det ingen betaling.</p>", null);
    }

    static String kroner(long ore) {
        return Ore.of(ore) + "\u00a0kr";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
