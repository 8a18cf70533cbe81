package no.grend.organisation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import no.grend.audit.Audit.Entry;
import no.grend.identity.Actor;
import no.grend.identity.Role;
import no.grend.kernel.ETag;
import no.grend.kernel.Problem;
import no.grend.kernel.Problem.Detail;
import no.grend.organisation.JoiningPolicy;
import no.grend.organisation.Organisation.Profile;
import no.grend.organisation.internal.store.StoredProfile;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

class OrganisationProfileTest {

    private static final Profile GREND = new Profile(
            "Grend idrettslag",
            "post@grend.example.no",
            "919809140",
            "12345678903",
            "00112233",
            "member7-invoice7",
            15,
            true,
            "å".repeat(100_000),
            true,
            JoiningPolicy.MEMBER_WHEN_PAID);

    private final RecordingAudit audit = new RecordingAudit();

    private OrganisationProfile open(TestDatabase fresh) {
        return new OrganisationProfile(
                fresh.database("organisation", OrganisationProfile.class),
                audit,
                MutableClock.noonOf("2026-11-21"),
                new KidSchemes());
    }

    @DatabaseTest
    void beginsEmptyWithTheUsualScheme(TestDatabase fresh) {
        assertThat(open(fresh).profile())
                .isEqualTo(new Profile(null, null, null, null, null, "member7-invoice7", 0, false, null));
    }

    @DatabaseTest
    void aChangeIsSeenAtOnceAndKept(TestDatabase fresh) {
        OrganisationProfile organisation = open(fresh);
        assertThat(organisation.profile().officialName()).isNull();

        organisation.change(Actor.SYSTEM, null, old -> GREND);

        assertThat(organisation.profile()).isEqualTo(GREND);
        assertThat(open(fresh).profile()).isEqualTo(GREND);
    }

    @DatabaseTest
    void aChangeIsAuditedWithWhatDiffersOnly(TestDatabase fresh) {
        OrganisationProfile organisation = open(fresh);
        organisation.change(Actor.SYSTEM, null, old -> GREND);
        audit.clear();

        organisation.change(Actor.SYSTEM, null, old -> withAccount(old, "12345678911"));
        organisation.change(Actor.SYSTEM, null, old -> old);

        assertThat(audit.entries())
                .containsExactly(new Entry(
                        "system",
                        "ORGANISATION_CHANGED",
                        "organisation",
                        "account=12345678903",
                        "account=12345678911",
                        null));
    }

    @DatabaseTest
    void whoSawAnOlderVersionIsRefused(TestDatabase fresh) {
        OrganisationProfile organisation = open(fresh);
        StoredProfile seen = organisation.read(Actor.SYSTEM);
        StoredProfile changed = organisation.change(Actor.SYSTEM, new ETag(seen.version()), old -> GREND);

        assertThat(changed.version()).isEqualTo(seen.version() + 1);
        assertThatThrownBy(() -> organisation.change(Actor.SYSTEM, new ETag(seen.version()), old -> seen.profile()))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.STALE));
        assertThat(organisation.profile()).isEqualTo(GREND);
    }

    @DatabaseTest
    void everythingWrongIsToldAtOnceAndNothingIsChanged(TestDatabase fresh) {
        OrganisationProfile organisation = open(fresh);
        Profile wrong =
                new Profile(" ", "post at grend", "919809141", "12345678902", "1234567", "MOD 10", 29, false, null);

        assertThatThrownBy(() -> organisation.change(Actor.SYSTEM, null, old -> wrong))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.errors())
                        .extracting(Detail::pointer)
                        .containsExactly(
                                "/officialName",
                                "/email",
                                "/organisationNumber",
                                "/account",
                                "/customerUnitId",
                                "/kidScheme",
                                "/billingDay"));
        assertThat(organisation.profile().officialName()).isNull();
        assertThat(audit.entries()).isEmpty();
    }

    @DatabaseTest
    void readersReadAndAdministratorsChange(TestDatabase fresh) {
        OrganisationProfile organisation = open(fresh);
        Actor reader = new Actor("staff:2", "Leser", Set.of(Role.READER), null);

        assertThat(organisation.read(reader).version()).isEqualTo(1);
        assertThatThrownBy(() -> organisation.change(reader, null, old -> GREND))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThatThrownBy(() -> organisation.read(Actor.member("c1", "Kari")))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
    }

    private static Profile withAccount(Profile old, String account) {
        return new Profile(
                old.officialName(),
                old.email(),
                old.organisationNumber(),
                account,
                old.customerUnitId(),
                old.kidScheme(),
                old.billingDay(),
                old.approvalRequired(),
                old.terms(),
                old.onlineJoining(),
                old.joiningPolicy());
    }
}
