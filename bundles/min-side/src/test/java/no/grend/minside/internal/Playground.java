package no.grend.minside.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Ore;
import no.grend.minside.Panel;
import no.grend.minside.Panel.Slot;
import no.grend.minside.Reply;
import no.grend.minside.Request;
import no.grend.minside.View;
import no.grend.minside.Visit;

/** The portal with a handful of made-up panels, to look at in a browser: any identifier, code 123456. */
final class Playground {

    /** A row of the made-up invoices. */
    record Row(String number, LocalDate dueDate, Ore amount, String state, String tone) {}

    private Playground() {}

    public static void main(String[] arguments) throws Exception {
        TestPortal portal = TestPortal.start(arguments.length == 0 ? 8282 : Integer.parseInt(arguments[0]));
        portal.show(panels().toArray(Panel[]::new));
        System.out.println(portal.url() + "/min-side/");
    }

    static List<Panel> panels() {
        List<Panel> panels = new ArrayList<>();
        panels.add(new FakePanel(
                "due", Slot.TODO, 1, Map.of("amount", Ore.of(125_050), "due", LocalDate.of(2027, 1, 15))));
        panels.add(new FakePanel("membership", Slot.OVERVIEW, 1, Map.of("number", "1000042")));
        panels.add(invoices());
        panels.add(new FakePanel("gone", Slot.ACTIVITY, 1, Map.of()) {
            @Override
            public java.util.Optional<View> summary(Visit visit) {
                throw new IllegalStateException("away");
            }
        });
        panels.add(profile());
        return panels;
    }

    private static Panel invoices() {
        List<Row> rows = List.of(
                new Row("10043", LocalDate.of(2027, 1, 15), Ore.of(125_050), "open", "wait"),
                new Row("10012", LocalDate.of(2026, 1, 15), Ore.of(120_000), "paid", "good"),
                new Row("9984", LocalDate.of(2025, 9, 1), Ore.of(45_000), "late", "bad"));
        return new FakePanel("invoices", Slot.FINANCE, 1, Map.of("rows", rows)) {
            @Override
            public Reply handle(Visit visit, Request request) {
                return request.path().isEmpty()
                        ? new Reply.Show(new View("list.peb", Map.of("rows", rows)))
                        : new Reply.NotFound();
            }
        };
    }

    private static Panel profile() {
        return new FakePanel(
                "profile", Slot.PROFILE, 1, Map.of("email", "kari@fjellgrend.example", "mobile", "+47 412 34 567")) {
            @Override
            public Reply handle(Visit visit, Request request) {
                Map<String, Object> model = new HashMap<>();
                model.put(
                        "form", Map.of("email", request.parameters().getOrDefault("email", "kari@fjellgrend.example")));
                if (!request.path().isEmpty()) {
                    return new Reply.NotFound();
                }
                if (!request.post()) {
                    return new Reply.Show(new View("edit.peb", model));
                }
                if (request.parameters().getOrDefault("email", "").contains("@")) {
                    return new Reply.Redirect("", "saved");
                }
                model.put("errors", Map.of("email", "email.invalid"));
                return new Reply.Show(422, new View("edit.peb", model));
            }
        };
    }
}
