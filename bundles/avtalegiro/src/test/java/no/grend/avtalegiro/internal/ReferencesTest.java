package no.grend.avtalegiro.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import no.grend.identity.Actor;
import no.grend.kernel.Problem;
import no.grend.member.Contact;
import no.grend.member.ContactReports;
import no.grend.testkit.FakeMembers;
import org.junit.jupiter.api.Test;

/** The reference export (S4-10): what the module puts into the register's table. */
class ReferencesTest {

    /** Takes the table of members 1 and 42. */
    private static final class TwoMembers implements ContactReports {

        private final List<List<String>> rows = new ArrayList<>();
        private String report;

        @Override
        public Table csv(
                Actor actor, String name, String purpose, List<String> headers, Function<Contact, List<String>> row) {
            report = name;
            rows.add(headers);
            rows.add(row.apply(FakeMembers.kari(1)));
            rows.add(row.apply(FakeMembers.kari(42)));
            return new Table() {
                @Override
                public long rows() {
                    return rows.size() - 1L;
                }

                @Override
                public void sendTo(OutputStream out) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }

    @Test
    void holdsEachMembersNumberNameAndReference() {
        TwoMembers members = new TwoMembers();
        References references = new References(new FakeLedger(), members, null);

        assertThat(references.export(House.TREASURER, null).rows()).isEqualTo(2);

        assertThat(members.report).isEqualTo("avtalegiro-references");
        assertThat(members.rows)
                .containsExactly(
                        List.of("Medlemsnummer", "Navn", "Referanse"),
                        List.of("1", "Kari Medlem", "050000000100000004"),
                        List.of("42", "Kari Medlem", "050000004200000005"));
        assertThatThrownBy(() -> references.export(Actor.member("contact-1", "Kari"), null))
                .isInstanceOf(Problem.class);
    }
}
