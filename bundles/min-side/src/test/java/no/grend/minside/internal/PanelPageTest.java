package no.grend.minside.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Ore;
import no.grend.minside.Panel.Slot;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;
import no.grend.minside.internal.Playground.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PanelPageTest {

    private TestPortal portal;
    private Browser kari;

    @BeforeEach
    void open() throws Exception {
        portal = TestPortal.start();
        kari = Browser.signedIn(portal);
        List<Row> rows = List.of(new Row("461", LocalDate.of(2027, 1, 15), Ore.of(45_000), "open", "wait"));
        portal.show(new FakePanel("invoices", Slot.FINANCE, 1, Map.of("rows", rows)) {
            @Override
            public Reply handle(Visit visit, Request request) {
                return new Reply.Show(new View(
                        "list.peb", Map.of("rows", rows, "heading", "one", "headingArguments", List.of("461"))));
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        portal.close();
    }

    @Test
    void aHeadingMayNameWhatThePageIsAbout() throws Exception {
        assertThat(kari.get("/invoices/").body())
                .contains("<h1>Faktura 461</h1>", "<title>Faktura 461 –")
                .containsOnlyOnce("<h1>");
    }

    @Test
    void aTableSaysItsColumnsBesideEachValueForNarrowScreens() throws Exception {
        assertThat(kari.get("/invoices/").body())
                .contains(
                        "<table role=\"table\" aria-labelledby=\"caption-invoices\">",
                        "<th scope=\"col\" role=\"columnheader\">Beløp</th>",
                        "<td role=\"cell\" data-label=\"Forfall\"><time",
                        "<td role=\"cell\" data-money data-label=\"Beløp\"><data");
    }
}
