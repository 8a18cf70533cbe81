package no.grend.dunning.internal.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import no.grend.dunning.internal.Dunning;
import no.grend.dunning.internal.RulesOn;
import no.grend.dunning.internal.rules.InterestRate;
import no.grend.dunning.internal.rules.Level;
import no.grend.dunning.internal.rules.PlannedLetter;
import no.grend.dunning.internal.rules.RuleSet;
import no.grend.identity.Actor;
import no.grend.kernel.Asked;
import no.grend.kernel.Ore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsApplicationSelect;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The rules in force, with their sources. */
@Component(service = DunningRuleResource.class)
@JaxrsResource
@JaxrsApplicationSelect("(osgi.jaxrs.name=grend-admin)")
@Path("dunning-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dunning")
public final class DunningRuleResource {

    private final Dunning dunning;

    @Activate
    public DunningRuleResource(@Reference Dunning dunning) {
        this.dunning = dunning;
    }

    /** A rule set. @param validFrom null while that is not set */
    public record Rules(
            String id,
            LocalDate validFrom,
            String source,
            Ore inkassosats,
            Ore reminderFee,
            Ore demandFee,
            int graceDays,
            int mostFees,
            int deadlineDays,
            int resetMonths,
            boolean ownCollection) {

        static Rules of(RuleSet set) {
            return new Rules(
                    set.id(),
                    set.validFrom(),
                    set.source(),
                    set.inkassosats(),
                    set.fee(Level.REMINDER_1),
                    set.fee(Level.PAYMENT_DEMAND),
                    set.graceDays(),
                    set.mostFees(),
                    set.deadlineDays(),
                    set.resetMonths(),
                    set.ownCollection());
        }
    }

    /** The late interest of a half-year. @param percent a year, {@code 12.25} */
    public record Interest(LocalDate from, String percent, String source) {

        static Interest of(InterestRate rate) {
            return new Interest(rate.from(), rate.percent(), rate.source());
        }
    }

    /** The rules on a day. @param rules null when none are known for it, as is interest */
    public record RulesThen(
            LocalDate on, Rules rules, Interest interest, List<Rules> coming, List<PlannedLetter> routine) {}

    @GET
    @Operation(
            operationId = "dunningRules",
            summary = "The rules in force on a day with their sources, and the coming ones")
    public RulesThen rules(@Context SecurityContext security, @QueryParam("on") String on) {
        LocalDate day = on == null ? null : Asked.date("on", on);
        RulesOn found = dunning.rulesOn((Actor) security.getUserPrincipal(), day);
        return new RulesThen(
                found.on(),
                found.set() == null ? null : Rules.of(found.set()),
                found.rate() == null ? null : Interest.of(found.rate()),
                found.coming().stream().map(Rules::of).toList(),
                found.routine().letters());
    }
}
