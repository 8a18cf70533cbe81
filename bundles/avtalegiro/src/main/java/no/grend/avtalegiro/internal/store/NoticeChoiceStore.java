package no.grend.avtalegiro.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.grend.kernel.Ids;
import no.grend.message.Message.Channel;
import org.jdbi.v3.core.Handle;

/** Members' choices of notice, append-only. Every method works in the caller's transaction; safe between threads. */
public final class NoticeChoiceStore {

    private final Ids ids;

    /** @param ids null for one that only reads */
    public NoticeChoiceStore(Ids ids) {
        this.ids = ids;
    }

    public void append(Handle tx, NoticeChoice choice) {
        tx.createUpdate("""
                        INSERT INTO avtalegiro_notice_choice (id, member_number, channel, chosen_at, chosen_by, by_member)
                        VALUES (:id, :member, :channel, :at, :by, :byMember)""")
                .bind("id", ids.next())
                .bind("member", choice.memberNumber())
                .bind("channel", choice.channel().name())
                .bind("at", choice.chosenAt())
                .bind("by", choice.chosenBy())
                .bind("byMember", choice.byMember())
                .execute();
    }

    /** All that these members chose, oldest first; at most 1,000 a call. */
    public List<NoticeChoice> history(Handle tx, Collection<Integer> memberNumbers) {
        return memberNumbers.isEmpty()
                ? List.of()
                : tx.createQuery("""
                                SELECT member_number, channel, chosen_at, chosen_by, by_member
                                FROM avtalegiro_notice_choice --DERBY-PROPERTIES index=avtalegiro_choice_member
                                WHERE member_number IN (<members>) ORDER BY id""")
                        .bindList("members", List.copyOf(memberNumbers))
                        .map((row, context) -> choice(row))
                        .list();
    }

    /** How each of these members is told; who chose nothing is left out. At most 1,000 a call. */
    public Map<Integer, Channel> channels(Handle tx, Collection<Integer> memberNumbers) {
        Map<Integer, Channel> latest = new HashMap<>();
        history(tx, memberNumbers).forEach(choice -> latest.put(choice.memberNumber(), choice.channel()));
        return latest;
    }

    private static NoticeChoice choice(ResultSet row) throws SQLException {
        return new NoticeChoice(
                row.getInt("member_number"),
                Channel.valueOf(row.getString("channel")),
                Rows.instant(row, "chosen_at"),
                row.getString("chosen_by"),
                row.getBoolean("by_member"));
    }
}
