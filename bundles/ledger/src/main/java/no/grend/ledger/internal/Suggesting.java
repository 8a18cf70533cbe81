package no.grend.ledger.internal;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.grend.kernel.Kid;
import no.grend.ledger.Ledger.Suggestion;
import no.grend.ledger.internal.store.Candidates;
import no.grend.ledger.internal.store.PaymentRow;
import no.grend.ledger.internal.store.PostingReader;
import no.grend.ledger.internal.store.Standing;
import no.grend.schema.Database.Dialect;
import org.jdbi.v3.core.Handle;

/**
 * Guesses which invoice an unmatched or overpaid payment belongs to, strongest sign first; a person decides. Safe between
 * threads.
 */
final class Suggesting {

    private static final Pattern DIGITS = Pattern.compile("\\d{4,25}");

    private static final int LONGEST = 25;

    private static final Comparator<Standing> OLDEST_FIRST =
            Comparator.comparing(Standing::dueOn).thenComparing(Standing::entry);

    private final KidBook kids;
    private final Dialect dialect;
    private final Candidates candidates = new Candidates();

    Suggesting(KidBook kids, Dialect dialect) {
        this.kids = kids;
        this.dialect = dialect;
    }

    Optional<Suggestion> suggest(Handle handle, PaymentRow payment) {
        if (payment.held().amount() <= 0) {
            return Optional.empty();
        }
        PostingReader reader = new PostingReader(handle, dialect);
        return byText(payment, reader)
                .or(() -> byMember(payment, reader))
                .or(() -> bySlip(payment, reader))
                .or(() -> byAmount(handle, payment));
    }

    private Optional<Suggestion> byText(PaymentRow payment, PostingReader reader) {
        String text = payment.receipt().text();
        if (text == null) {
            return Optional.empty();
        }
        Set<String> kidsInText = new LinkedHashSet<>();
        Matcher matcher = DIGITS.matcher(text.replace(" ", ""));
        while (matcher.find()) {
            kidsInText.add(matcher.group());
        }
        return onlyOpen(reader.byKid(kidsInText).values().stream().toList())
                .map(found -> new Suggestion(found.id(), "The payer's message holds this invoice's KID."));
    }

    private Optional<Suggestion> byMember(PaymentRow payment, PostingReader reader) {
        Integer held = payment.held().memberNumber();
        Optional<Integer> member = held != null
                ? Optional.of(held)
                : kids.memberNumber(payment.receipt().kid());
        if (member.isEmpty()) {
            return Optional.empty();
        }
        List<Standing> open = reader.byMember(List.of(member.get())).stream()
                .filter(standing -> standing.open() > 0)
                .sorted(OLDEST_FIRST)
                .toList();
        long amount = payment.held().amount();
        return open.stream()
                .filter(standing -> standing.open() == amount)
                .findFirst()
                .map(found ->
                        new Suggestion(found.id(), "It is the same member's, and exactly this amount is open on it."))
                .or(() -> open.stream()
                        .findFirst()
                        .map(found -> new Suggestion(
                                found.id(), "It is the same member's open invoice that was due first.")));
    }

    /** One digit wrong, or two neighbours changed round: what people do when they type. */
    private Optional<Suggestion> bySlip(PaymentRow payment, PostingReader reader) {
        String kid = payment.receipt().kid();
        if (kid == null || kid.length() > LONGEST || !kid.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return onlyOpen(reader.byKid(slips(kid)).values().stream().toList())
                .map(found -> new Suggestion(
                        found.id(), "Its KID differs from the payment's by one digit, or by two changed round."));
    }

    private Optional<Suggestion> byAmount(Handle handle, PaymentRow payment) {
        return candidates
                .onlyWithOpenAmount(handle, payment.held().amount())
                .map(id -> new Suggestion(id, "It is the only invoice with exactly this amount open."));
    }

    private static Optional<Standing> onlyOpen(List<Standing> found) {
        List<Standing> open =
                found.stream().filter(standing -> standing.open() > 0).toList();
        return open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty();
    }

    private static Set<String> slips(String kid) {
        Set<String> slips = new LinkedHashSet<>();
        for (int i = 0; i < kid.length(); i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                keepValid(slips, kid.substring(0, i) + digit + kid.substring(i + 1));
            }
            if (i > 0) {
                keepValid(slips, kid.substring(0, i - 1) + kid.charAt(i) + kid.charAt(i - 1) + kid.substring(i + 1));
            }
        }
        slips.remove(kid);
        return slips;
    }

    private static void keepValid(Set<String> slips, String kid) {
        if (Kid.isValid(kid)) {
            slips.add(kid);
        }
    }
}
