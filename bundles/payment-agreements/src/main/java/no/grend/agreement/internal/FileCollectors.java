package no.grend.agreement.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import no.grend.agreement.PaymentProviders.ConsentCount;
import no.grend.agreement.PaymentProviders.Standing;
import no.grend.agreement.PaymentProviders.State;
import no.grend.agreement.PaymentProviders.Takes;
import no.grend.agreement.spi.CollectsByFile;
import no.grend.identity.Actor;
import no.grend.kernel.Count;
import no.grend.kernel.Oslo;
import no.grend.kernel.Problem;

/** Shows and drains what collects by file among the providers. Safe between threads. */
final class FileCollectors {

    private final ProviderWatch watch;

    FileCollectors(ProviderWatch watch) {
        this.watch = watch;
    }

    private Optional<CollectsByFile> of(String id) {
        return watch.collectors().stream()
                .filter(collector -> collector.id().equals(id))
                .findFirst();
    }

    /** @return whether it is one of these */
    boolean drain(Actor actor, String id, String to, boolean force) {
        Optional<CollectsByFile> collector = of(id);
        collector.ifPresent(one -> {
            String name = one.standing().name();
            if (to != null) {
                throw Problem.rule(
                        "/to",
                        "MANDATES_STAY",
                        name + " begins no payments that could go to " + to
                                + ", and a mandate cannot be moved: the payer"
                                + " gave it to the bank, with a limit that the bank keeps to itself. Drain " + id
                                + " without to: its invoices are then ordinary ones, paid as the routes say. Payers can"
                                + " consent to charges on Min Side where memberConsents opens for it.");
            }
            if (force) {
                throw Problem.rule(
                        "/force",
                        "CLAIMS_ARE_STOPPED_BY_FILE",
                        "What the bank has is stopped by a cancellation file, and only until the last banking day before it"
                                + " is due: drain " + id + " without force, then use POST /api/admin/avtalegiro/routine"
                                + " with REVERSAL.");
            }
            one.drain(actor);
        });
        return collector.isPresent();
    }

    /** @return whether it is one of these */
    boolean resume(Actor actor, String id) {
        Optional<CollectsByFile> collector = of(id);
        collector.ifPresent(one -> one.resume(actor));
        return collector.isPresent();
    }

    void refuseAsTarget(String to) {
        refuse("/to", to);
    }

    void refuseToBegin(String provider) {
        refuse("/provider", provider);
    }

    private void refuse(String field, String id) {
        of(id).ifPresent(collector -> {
            throw Problem.rule(
                    field,
                    "PROVIDER_COLLECTS_BY_FILE",
                    collector.standing().name()
                            + " collects by files from payers who gave their bank a mandate: no payment"
                            + " can be begun with it.");
        });
    }

    List<Standing> standings() {
        List<Standing> standings = new ArrayList<>();
        for (CollectsByFile collector : watch.collectors()) {
            standings.add(standing(collector));
        }
        return standings;
    }

    /** What it says of itself is foreign code: whatever it throws makes it rejected. */
    private static Standing standing(CollectsByFile collector) {
        String id = collector.id();
        try {
            CollectsByFile.Standing stands = collector.standing();
            boolean drained = stands.drainedSince() != null;
            return new Standing(
                    id,
                    drained ? State.DRAINING : State.ACTIVE,
                    drained ? why(stands) : null,
                    Math.toIntExact(stands.inFlight()),
                    stands.abilities(),
                    List.of(),
                    new ConsentCount(Math.toIntExact(stands.mandates()), 0, 0, 0, 0),
                    new Takes(stands.name(), stands.leadDays(), stands.least(), stands.most()));
        } catch (RuntimeException broken) {
            return new Standing(
                    id,
                    State.REJECTED,
                    "It could not say how it stands: " + broken.getClass().getName(),
                    0,
                    List.of(),
                    List.of(),
                    ConsentCount.NONE,
                    null);
        }
    }

    private static String why(CollectsByFile.Standing stands) {
        String bank = stands.inFlight() == 0
                ? "The bank has no claims that are still to be paid."
                : "The bank has " + Count.of(stands.inFlight(), "claim", "claims") + " of kr " + stands.inFlightTotal()
                        + " still to be paid, which can be stopped in time.";
        return "Drained since " + Oslo.minute(stands.drainedSince())
                + "; no invoices are claimed, and all are ordinary ones. Mandates stay with the banks. " + bank;
    }
}
