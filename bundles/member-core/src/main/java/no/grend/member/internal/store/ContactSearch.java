package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Finds contacts whose words begin with every word of a query, in the order of the rarest word.
 *
 * <p>It walks the index of the rarest word, where each entry holds all words of its contact, so that nothing is looked up
 * and the databases have no plan to choose. The walk stops at {@value #FURTHEST} entries, so that no query is dear; its
 * cursor goes on from there.
 */
public final class ContactSearch {

    /** Stands in the SQL too, because PostgreSQL sorts the whole range when it does not know how few rows are wanted. */
    private static final int AT_ONCE = 250;

    private static final int FURTHEST = 20_000;

    /** Above every letter: a word's range is from the word itself to the word and this. */
    private static final String LAST = "\uffff";

    private ContactSearch() {}

    /**
     * Where a walk stands.
     *
     * @param token the contact's word by which it is ordered
     * @param walked the word of the query whose index is walked; stays the same over all pages
     */
    public record Found(String contactId, String token, String walked) {}

    /** The contacts found. @param next where to go on from; null when there are no more */
    public record Walk(List<Found> found, Found next) {}

    /**
     * At most so many.
     *
     * @param words at least one
     * @param after the cursor of the page before; null from the start
     */
    public static Walk find(Handle tx, List<String> words, Found after, int limit) {
        String walked = after != null ? after.walked() : words.size() == 1 ? words.get(0) : rarest(tx, words);
        Found at = after != null ? after : new Found("", walked, walked);
        List<Found> found = new ArrayList<>();
        for (int seen = 0; seen < FURTHEST; ) {
            List<Entry> entries = entries(tx, at);
            for (Entry entry : entries) {
                if (entry.matches(walked, words)) {
                    if (found.size() == limit) {
                        return new Walk(found, found.get(limit - 1));
                    }
                    found.add(entry.found(walked));
                }
                at = entry.found(walked);
            }
            if (entries.size() < AT_ONCE) {
                return new Walk(found, null);
            }
            seen += AT_ONCE;
        }
        return new Walk(found, at);
    }

    /** One entry of the index. @param words all words of the contact, sorted */
    private record Entry(String contactId, String token, String words) {

        /** A contact with several words that begin alike has several entries; the first of its words stands for it. */
        boolean matches(String walked, List<String> query) {
            List<String> own = List.of(words.split(" "));
            boolean first = own.stream()
                    .filter(word -> word.startsWith(walked))
                    .findFirst()
                    .filter(token::equals)
                    .isPresent();
            return first && query.stream().allMatch(q -> own.stream().anyMatch(word -> word.startsWith(q)));
        }

        Found found(String walked) {
            return new Found(contactId, token, walked);
        }
    }

    /** The entries after a place. Two ranges rather than an OR, so that both databases start right there. */
    private static List<Entry> entries(Handle tx, Found after) {
        List<Entry> entries = new ArrayList<>(tx.createQuery("""
                        SELECT contact_id, token, words FROM member_search_token
                        WHERE token = :token AND contact_id > :id
                        ORDER BY token, contact_id FETCH FIRST 250 ROWS ONLY
                        """)
                .bind("token", after.token())
                .bind("id", after.contactId())
                .map((row, context) -> entry(row))
                .list());
        if (entries.size() < AT_ONCE) {
            tx
                    .createQuery("""
                            SELECT contact_id, token, words FROM member_search_token
                            WHERE token > :token AND token < :last
                            ORDER BY token, contact_id FETCH FIRST 250 ROWS ONLY
                            """)
                    .bind("token", after.token())
                    .bind("last", after.walked() + LAST)
                    .map((row, context) -> entry(row))
                    .stream()
                    .limit(AT_ONCE - entries.size())
                    .forEach(entries::add);
        }
        return entries;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getString("contact_id"), row.getString("token"), row.getString("words"));
    }

    private record Counted(String word, int entries) {}

    private static String rarest(Handle tx, List<String> words) {
        return words.stream()
                .map(word -> new Counted(word, count(tx, word)))
                .min(Comparator.comparingInt(Counted::entries)
                        .thenComparing(counted -> -counted.word().length()))
                .orElseThrow()
                .word();
    }

    private static int count(Handle tx, String word) {
        return tx.createQuery("""
                        SELECT COUNT(*) FROM (SELECT token FROM member_search_token
                          WHERE token >= :first AND token < :last ORDER BY token FETCH FIRST 1000 ROWS ONLY) counted
                        """)
                .bind("first", word)
                .bind("last", word + LAST)
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
