package no.grend.ledger.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.grend.ledger.Posted;
import no.grend.ledger.Receipt;
import no.grend.ledger.internal.store.PostingReader;
import no.grend.ledger.internal.store.Standing;

/**
 * A handful of receipts with all that the rules need to know of them, asked in a few questions; what the rules change is
 * kept up here, so that the tenth receipt sees what the first did.
 */
final class Chunk {

    private static final Comparator<Standing> OLDEST_FIRST =
            Comparator.comparing(Standing::dueOn).thenComparing(Standing::entry);

    private final Map<String, Posted> known;
    private final Map<String, Standing> byKid;
    private final Map<Integer, List<Standing>> byMember = new HashMap<>();
    private final Map<String, Integer> references = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    Chunk(List<Receipt> receipts, PostingReader reader, KidBook kids) {
        Set<String> keys = new HashSet<>();
        receipts.forEach(receipt -> keys.add(receipt.sourceKey()));
        this.known = reader.known(keys);
        Set<String> wanted = new HashSet<>();
        for (Receipt receipt : receipts) {
            if (receipt.kid() != null && !known.containsKey(receipt.sourceKey())) {
                wanted.add(receipt.kid());
            }
        }
        this.byKid = reader.byKid(wanted);
        wanted.removeAll(byKid.keySet());
        wanted.forEach(kid -> kids.referenceOf(kid).ifPresent(member -> references.put(kid, member)));
        readMembers(reader);
    }

    /** What became of a receipt that was posted before, in an earlier batch or in this one; null when it is new. */
    Posted postedBefore(Receipt receipt) {
        return known.get(receipt.sourceKey());
    }

    /** Remembers what became of a receipt, should its key come again. */
    void remember(Posted posted) {
        if (seen.add(posted.sourceKey())) {
            known.put(
                    posted.sourceKey(),
                    new Posted(
                            posted.sourceKey(),
                            Posted.Outcome.ALREADY_POSTED,
                            posted.invoiceId(),
                            posted.unallocated(),
                            posted.explanation()));
        }
    }

    /** The invoice whose own KID it is; null when none. */
    Standing invoice(String kid) {
        return kid == null ? null : byKid.get(kid);
    }

    /** The member whose reference KID it is; null when it is none, or the member was never invoiced here. */
    Integer referenceOf(String kid) {
        return kid == null ? null : references.get(kid);
    }

    /** What the member owes, the invoice due first before the others; equal dates by number. */
    List<Standing> openOf(int memberNumber) {
        return byMember.get(memberNumber).stream()
                .filter(standing -> standing.open() > 0)
                .sorted(OLDEST_FIRST)
                .toList();
    }

    /** The member's invoices that something may be taken back from, the latest first. */
    List<Standing> latestOf(int memberNumber) {
        return byMember.get(memberNumber).stream()
                .filter(standing -> standing.paid() > 0)
                .sorted(OLDEST_FIRST.reversed())
                .toList();
    }

    private void readMembers(PostingReader reader) {
        if (references.isEmpty()) {
            return;
        }
        Map<Long, Standing> read = new HashMap<>();
        byKid.values().forEach(standing -> read.put(standing.entry(), standing));
        for (Standing standing : reader.byMember(new HashSet<>(references.values()))) {
            // One invoice is one object here, or two receipts would not see each other.
            Standing one = read.getOrDefault(standing.entry(), standing);
            byMember.computeIfAbsent(one.memberNumber(), member -> new ArrayList<>())
                    .add(one);
        }
        references.values().retainAll(byMember.keySet());
    }
}
