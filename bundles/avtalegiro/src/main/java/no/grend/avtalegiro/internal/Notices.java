package no.grend.avtalegiro.internal;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.grend.avtalegiro.internal.store.BankFile.Kind;
import no.grend.avtalegiro.internal.store.ClaimRow;
import no.grend.avtalegiro.internal.store.NoticeChoiceStore;
import no.grend.avtalegiro.internal.store.NoticeStore;
import no.grend.avtalegiro.internal.store.NoticeStore.Notice;
import no.grend.avtalegiro.internal.store.NoticeStore.State;
import no.grend.identity.Actor;
import no.grend.kernel.Page;
import no.grend.ledger.spi.Collector;
import no.grend.ledger.spi.Collector.Claim;
import no.grend.message.Message.Channel;
import no.grend.schema.Database;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who is told of a self-notified claim, and how (S4-17, S4-18): decided once, with the claim and in its transaction. Safe
 * between threads.
 */
@Component(service = Notices.class)
public final class Notices {

    private final Database db;
    private final Clock clock;
    private final BankFiles files;
    private final NoticeChoiceStore choices = new NoticeChoiceStore(null);
    private final NoticeStore store = new NoticeStore();

    /** There is no licence here: {@link BankFiles} holds it. */
    @Activate
    public Notices(
            @Reference(target = "(module=avtalegiro)") Database db,
            @Reference Clock clock,
            @Reference BankFiles files) {
        this.db = db;
        this.clock = clock;
        this.files = files;
    }

    /** Writes down how the payers of these claims are told. @param claims of payers who want to be told; at most 1,000 */
    void decide(Handle tx, List<ClaimRow> claims) {
        Map<Integer, Channel> chosen = choices.channels(
                tx, claims.stream().map(ClaimRow::memberNumber).distinct().toList());
        Map<ClaimRow, Channel> channels = new LinkedHashMap<>();
        claims.forEach(claim -> channels.put(claim, chosen.getOrDefault(claim.memberNumber(), Channel.LETTER)));
        store.insert(tx, channels, clock.instant());
    }

    /**
     * The claims as whoever prints and sends invoices must see them: a self-notified one is left to them while its payer is told
     * by letter, and not when the payer has declined or is told electronically.
     */
    Map<String, Claim> toldBy(Handle tx, Map<String, Claim> claims) {
        List<String> self = claims.entrySet().stream()
                .filter(one -> one.getValue().notice() == Collector.Notice.SELF
                        && !one.getValue().cancelled())
                .map(Map.Entry::getKey)
                .toList();
        if (self.isEmpty()) {
            return claims;
        }
        Map<String, State> states = store.ofLive(tx, self);
        Map<String, Claim> told = new HashMap<>(claims);
        self.stream().filter(invoice -> states.get(invoice) != State.LETTER).forEach(invoice -> {
            Claim claim = claims.get(invoice);
            told.put(
                    invoice,
                    new Claim(claim.claimFileId(), claim.transmissionNumber(), claim.createdAt(), false, null));
        });
        return told;
    }

    /** A page of a claim file's notices. */
    public Page<Notice> of(Actor actor, String fileId, Integer limit, String cursor) {
        files.file(actor, Kind.CLAIMS, fileId);
        int rows = Page.limit(limit);
        return Page.cut(
                db.read(tx -> store.page(tx, fileId, Batches.cursorNumber(cursor), rows + 1)),
                rows,
                notice -> Integer.toString(notice.claim().place()));
    }

    /** How many of a claim file's notices stand where. */
    public Map<State, Integer> counts(Actor actor, String fileId) {
        files.file(actor, Kind.CLAIMS, fileId);
        return db.read(tx -> store.counts(tx, fileId));
    }
}
