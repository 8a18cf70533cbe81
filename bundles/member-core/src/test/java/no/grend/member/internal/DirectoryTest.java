package no.grend.member.internal;

import static no.grend.member.internal.Register.STAFF;
import static no.grend.member.internal.Register.person;
import static org.assertj.core.api.Assertions.assertThat;

import no.grend.identity.spi.MemberDirectory.Lookup;
import no.grend.member.internal.store.StoredContact;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.TestDatabase;

class DirectoryTest {

    @DatabaseTest
    void findsInAnySpellingAndTellsStaffOnceOfSharing(TestDatabase fresh) {
        Register register = new Register(fresh);
        ContactRegister contacts = register.core.contacts();
        Directory directory = new Directory(register.core);
        StoredContact eva = register.core
                .registrations()
                .register(STAFF, person("Eva", "E", "Eva@Example.no", "99 88 77 66"), null);
        register.core.registrations().register(STAFF, person("Far", "F", "felles@example.no", null), null);
        register.core.registrations().register(STAFF, person("Mor", "M", "FELLES@example.no", null), null);
        register.core.registrations().register(STAFF, person("Uten", "Alt", null, null), null);
        String id = eva.contact().id();

        assertThat(directory.find(" EVA@example.NO")).isEqualTo(new Lookup.One(id, "eva@example.no", true));
        for (String spelling : new String[] {"+4799887766", "0047 99887766", "99 88 77 66", "998 87 766"}) {
            assertThat(directory.find(spelling)).isEqualTo(new Lookup.One(id, "+4799887766", false));
        }
        assertThat(directory.find("nobody@example.no")).isEqualTo(new Lookup.Nobody());
        assertThat(directory.find("1000001")).isEqualTo(new Lookup.Nobody());
        assertThat(directory.find("")).isEqualTo(new Lookup.Nobody());
        assertThat(directory.find(null)).isEqualTo(new Lookup.Nobody());
        assertThat(directory.find("felles@example.no")).isEqualTo(new Lookup.Shared());
        assertThat(directory.find("Felles@Example.no")).isEqualTo(new Lookup.Shared());

        var open = register.core.workItems().page(STAFF, true, null, null).items();
        assertThat(open).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo(WorkItems.Kind.SHARED_IDENTIFIER);
            assertThat(item.contactIds()).hasSize(2);
            assertThat(item.toString()).doesNotContain("felles");
        });
        register.core.workItems().close(STAFF, open.get(0).id(), "guardian link made");
        assertThat(register.core.workItems().page(STAFF, true, null, null).items())
                .isEmpty();
        directory.find("felles@example.no");
        assertThat(register.core.workItems().page(STAFF, true, null, null).items())
                .hasSize(1);
        assertThat(contacts.withoutIdentifier(STAFF, null, null).items())
                .extracting(c -> c.contact().name())
                .containsExactly("Uten Alt");
        assertThat(directory.nameOf(id)).isEqualTo("Eva E");
        assertThat(directory.nameOf("gone")).isNull();
    }
}
