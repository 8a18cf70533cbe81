package no.grend.member.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;

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

    /** Enough for a page as it is asked for unless somebody says otherwise. */
    private static final int FEW = 60;

    private static final String FROM = """
            SELECT contact_id, token, words FROM member_search_token
            WHERE token >= :token AND token < :last
            ORDER BY token, contact_id FETCH FIRST 250 ROWS ONLY
            """;

    private static final String FROM_FEW = """
            SELECT contact_id, token, words FROM member_search_token
            WHERE token >= :token AND token < :last
            ORDER BY token, contact_id FETCH FIRST 60 ROWS ONLY
            """;

    /** Two ranges rather than an OR, so that both databases start right there. */
    private static final String REST_OF_WORD = """
            SELECT contact_id, token, words FROM member_search_token
            WHERE token = :token AND contact_id > :id
            ORDER BY token, contact_id FETCH FIRST 250 ROWS ONLY
            """;

    private static final String AFTER_WORD = """
            SELECT contact_id, token, words FROM member_search_token
            WHERE token > :token AND token < :last
            ORDER BY token, contact_id FETCH FIRST 250 ROWS ONLY
            """;

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
        int some = after == null && words.size() == 1 && limit < FEW ? FEW : AT_ONCE;
        for (int seen = 0; seen < FURTHEST; seen += some, some = AT_ONCE) {
            List<Entry> entries = entries(tx, at, some);
            for (Entry entry : entries) {
                if (entry.matches(walked, words)) {
                    if (found.size() == limit) {
                        return new Walk(found, found.get(limit - 1));
                    }
                    found.add(entry.found(walked));
                }
                at = entry.found(walked);
            }
            if (entries.size() < some) {
                return new Walk(found, null);
            }
        }
        return new Walk(found, at);
    }

    /** One entry of the index. @param words all words of the contact, sorted */
    private record Entry(String contactId, String token, String words) {

        /** A contact with several words that begin alike has several entries; the first of its words stands for it. */
        boolean matches(String walked, List<String> query) {
            int first = beginning(walked);
            if (!isWord(first, token)) {
                return false;
            }
            for (String word : query) {
                if (!word.equals(walked) && beginning(word) < 0) {
                    return false;
                }
            }
            return true;
        }

        /** Where the first word that begins so begins, or -1. Each search looks at hundreds: nothing is made. */
        private int beginning(String start) {
            for (int word = 0; word >= 0; word = next(word)) {
                if (words.startsWith(start, word)) {
                    return word;
                }
            }
            return -1;
        }

        private int next(int word) {
            int space = words.indexOf(' ', word);
            return space < 0 ? -1 : space + 1;
        }

        private boolean isWord(int at, String word) {
            int end = at + word.length();
            return at >= 0 && words.startsWith(word, at) && (end == words.length() || words.charAt(end) == ' ');
        }

        Found found(String walked) {
            return new Found(contactId, token, walked);
        }
    }

    /** The entries after a place, or from the walked word on. */
    private static List<Entry> entries(Handle tx, Found after, int some) {
        List<Entry> entries = new ArrayList<>(some);
        String last = after.walked() + LAST;
        if (after.contactId().isEmpty()) {
            collect(
                    tx.createQuery(some == AT_ONCE ? FROM : FROM_FEW)
                            .bind("token", after.token())
                            .bind("last", last),
                    some,
                    entries);
            return entries;
        }
        collect(tx.createQuery(REST_OF_WORD).bind("token", after.token()).bind("id", after.contactId()), some, entries);
        if (entries.size() < some) {
            collect(
                    tx.createQuery(AFTER_WORD).bind("token", after.token()).bind("last", last),
                    some - entries.size(),
                    entries);
        }
        return entries;
    }

    private static void collect(Query query, int some, List<Entry> entries) {
        try (ResultIterator<Entry> found =
                query.map((row, context) -> entry(row)).iterator()) {
            for (int n = 0; n < some && found.hasNext(); n++) {
                entries.add(found.next());
            }
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getString(1), row.getString(2), row.getString(3));
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
