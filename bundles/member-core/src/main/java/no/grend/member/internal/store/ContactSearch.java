package no.grend.member.internal.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Finds contacts whose words begin with every word of a query, in the order of the rarest word.
 *
 * <p>It walks the index of one word and looks the others up per contact, so that the cost follows the page and not the
 * register: the walk follows the rarest word, found by counting at most {@value #ENOUGH} entries of each.
 */
public final class ContactSearch {

    private static final int ENOUGH = 400;
    private static final int MOST = 4;

    /** Above every letter: a word's range is from the word itself to the word and this. */
    private static final String LAST = "\uffff";

    private ContactSearch() {}

    /**
     * One contact found, and where the walk stands.
     *
     * @param token the contact's word by which it is ordered
     * @param walked the word of the query whose index is walked; stays the same over all pages
     */
    public record Found(String contactId, String token, String walked) {}

    /**
     * One more than the limit when there are more.
     *
     * @param words at least one
     * @param after the last one of the page before; null from the start
     */
    public static List<Found> find(Handle tx, List<String> words, Found after, int limit) {
        String walked = after != null ? after.walked() : words.size() == 1 ? words.get(0) : rarest(tx, words);
        List<String> others = words.stream()
                .filter(word -> !word.equals(walked))
                .limit(MOST - 1)
                .toList();
        Walk walk = new Walk(tx, walked, others, limit + 1);
        if (after == null) {
            return walk.after(walked, "");
        }
        List<Found> found = new ArrayList<>(walk.within(after.token(), after.contactId()));
        if (found.size() <= limit) {
            found.addAll(walk.beyond(after.token(), limit + 1 - found.size()));
        }
        return found;
    }

    /** A walk along the index of one word. Two ranges rather than an OR, so that both databases start where it left. */
    private record Walk(Handle tx, String walked, List<String> others, int rows) {

        List<Found> after(String token, String contactId) {
            List<Found> found = new ArrayList<>(within(token, contactId));
            if (found.size() < rows) {
                found.addAll(beyond(token, rows - found.size()));
            }
            return found;
        }

        /** Contacts with this very token. */
        List<Found> within(String token, String contactId) {
            return run(others.isEmpty() ? WITHIN : WITHIN_WITH_OTHERS, token, contactId, rows);
        }

        /** Contacts with later tokens that begin with the word. */
        List<Found> beyond(String token, int most) {
            return run(others.isEmpty() ? BEYOND : BEYOND_WITH_OTHERS, token, null, most);
        }

        private List<Found> run(String sql, String token, String contactId, int most) {
            var query = tx.createQuery(sql)
                    .bind("token", token)
                    .bind("first", walked)
                    .bind("rows", most);
            if (contactId == null) {
                query.bind("last", walked + LAST);
            } else {
                query.bind("id", contactId);
            }
            for (int i = 0; i < MOST - 1 && !others.isEmpty(); i++) {
                String other = others.get(Math.min(i, others.size() - 1));
                query.bind("first" + i, other).bind("last" + i, other + LAST);
            }
            return query.map((row, context) -> new Found(row.getString("contact_id"), row.getString("token"), walked))
                    .list();
        }
    }

    private static final String WITHIN = """
            SELECT t.contact_id, t.token FROM member_search_token t
            WHERE t.token = :token AND t.contact_id > :id
              AND NOT EXISTS (SELECT 1 FROM member_search_token s
                WHERE s.contact_id = t.contact_id AND s.token >= :first AND s.token < t.token)
            ORDER BY t.token, t.contact_id FETCH FIRST :rows ROWS ONLY
            """;

    private static final String BEYOND = """
            SELECT t.contact_id, t.token FROM member_search_token t
            WHERE t.token > :token AND t.token < :last
              AND NOT EXISTS (SELECT 1 FROM member_search_token s
                WHERE s.contact_id = t.contact_id AND s.token >= :first AND s.token < t.token)
            ORDER BY t.token, t.contact_id FETCH FIRST :rows ROWS ONLY
            """;

    private static final String WITHIN_WITH_OTHERS = """
            SELECT t.contact_id, t.token FROM member_search_token t
            WHERE t.token = :token AND t.contact_id > :id
              AND NOT EXISTS (SELECT 1 FROM member_search_token s
                WHERE s.contact_id = t.contact_id AND s.token >= :first AND s.token < t.token)
              AND EXISTS (SELECT 1 FROM member_search_token a
                WHERE a.contact_id = t.contact_id AND a.token >= :first0 AND a.token < :last0)
              AND EXISTS (SELECT 1 FROM member_search_token b
                WHERE b.contact_id = t.contact_id AND b.token >= :first1 AND b.token < :last1)
              AND EXISTS (SELECT 1 FROM member_search_token c
                WHERE c.contact_id = t.contact_id AND c.token >= :first2 AND c.token < :last2)
            ORDER BY t.token, t.contact_id FETCH FIRST :rows ROWS ONLY
            """;

    private static final String BEYOND_WITH_OTHERS = """
            SELECT t.contact_id, t.token FROM member_search_token t
            WHERE t.token > :token AND t.token < :last
              AND NOT EXISTS (SELECT 1 FROM member_search_token s
                WHERE s.contact_id = t.contact_id AND s.token >= :first AND s.token < t.token)
              AND EXISTS (SELECT 1 FROM member_search_token a
                WHERE a.contact_id = t.contact_id AND a.token >= :first0 AND a.token < :last0)
              AND EXISTS (SELECT 1 FROM member_search_token b
                WHERE b.contact_id = t.contact_id AND b.token >= :first1 AND b.token < :last1)
              AND EXISTS (SELECT 1 FROM member_search_token c
                WHERE c.contact_id = t.contact_id AND c.token >= :first2 AND c.token < :last2)
            ORDER BY t.token, t.contact_id FETCH FIRST :rows ROWS ONLY
            """;

    private record Counted(String word, int entries) {}

    private static String rarest(Handle tx, List<String> words) {
        return words.stream()
                .map(word -> new Counted(word, count(tx, word)))
                .min(Comparator.comparingInt(Counted::entries))
                .orElseThrow()
                .word();
    }

    private static int count(Handle tx, String word) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM (SELECT token FROM member_search_token
                          WHERE token >= :first AND token < :last FETCH FIRST :rows ROWS ONLY) counted
                        """)
                .bind("first", word)
                .bind("last", word + LAST)
                .bind("rows", ENOUGH)
                .mapTo(Integer.class)
                .one();
    }

    /** Everybody, in order of member number. @param after the last number of the page before; 0 from the start */
    public static List<StoredContact> all(Handle tx, int after, int limit) {
        return tx.createQuery("""
                        SELECT * FROM member_contact WHERE member_number > :after
                        ORDER BY member_number FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after)
                .bind("rows", limit + 1)
                .map(ContactTable::contact)
                .list();
    }

    /** Those who cannot sign in because they have neither e-mail nor mobile (S0-23). */
    public static List<StoredContact> withoutIdentifier(Handle tx, int after, int limit) {
        return tx.createQuery("""
                        SELECT * FROM member_contact WHERE member_number > :after AND email IS NULL AND mobile IS NULL
                        ORDER BY member_number FETCH FIRST :rows ROWS ONLY
                        """)
                .bind("after", after)
                .bind("rows", limit + 1)
                .map(ContactTable::contact)
                .list();
    }

    /** The contacts that have exactly this word, at most ten. */
    public static List<String> having(Handle tx, String word) {
        return tx.createQuery("""
                        SELECT contact_id FROM member_search_token WHERE token = :word
                        ORDER BY contact_id FETCH FIRST 10 ROWS ONLY
                        """).bind("word", word).mapTo(String.class).list();
    }
}
