package no.grend.organisation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import no.grend.identity.Actor;
import no.grend.kernel.Kid;
import no.grend.kernel.Problem;
import no.grend.ledger.spi.KidScheme;
import no.grend.organisation.Organisation.KidSchemeUse;
import no.grend.organisation.Organisation.Profile;
import no.grend.testkit.DatabaseTest;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Which KID scheme is in effect when, and which can stand side by side (S4-53 to S4-59). */
class KidSchemeDatesTest {

    private static final LocalDate NEW_YEAR = LocalDate.of(2027, 1, 1);

    /** The usual one. */
    private static final KidScheme USUAL = scheme("member7-invoice7", "050", 7, 7);

    /** Longer than the usual, so that the two are never mistaken for each other. */
    private static final KidScheme LONG = scheme("member8-invoice9", "60", 8, 9);

    /** As long as the usual and with the same prefix, but the border between member and invoice lies elsewhere. */
    private static final KidScheme SHIFTED = scheme("member6-invoice8", "050", 6, 8);

    private final MutableClock clock = MutableClock.noonOf("2026-11-21");
    private final RecordingAudit audit = new RecordingAudit();

    private OrganisationProfile open(TestDatabase fresh) {
        return new OrganisationProfile(
                fresh.database("organisation", OrganisationProfile.class),
                audit,
                clock,
                new KidSchemes(List.of(USUAL, LONG, SHIFTED)));
    }

    private static KidScheme scheme(String id, String prefix, int memberDigits, int invoiceDigits) {
        var shape = new no.grend.kernel.KidScheme(prefix, memberDigits, invoiceDigits);
        return new KidScheme() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String kid(int memberNumber, long invoiceNumber) {
                return shape.kid(memberNumber, invoiceNumber).value();
            }

            @Override
            public OptionalInt memberNumber(String kid) {
                return Kid.isValid(kid)
                        ? shape.member(new Kid(kid)).stream()
                                .mapToInt(member -> (int) member)
                                .findFirst()
                        : OptionalInt.empty();
            }

            @Override
            public boolean isReference(String kid) {
                return shape.invoice(new Kid(kid)).orElse(-1) == 0;
            }
        };
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    private static Profile withScheme(Profile old, String scheme) {
        return new Profile(
                old.officialName(),
                old.email(),
                old.organisationNumber(),
                old.account(),
                old.customerUnitId(),
                scheme,
                old.billingDay(),
                old.approvalRequired(),
                old.terms());
    }

    @DatabaseTest
    void aPlannedSchemeTakesEffectOnItsDayAndTheEarlierStaysKnown(TestDatabase fresh) {
        OrganisationProfile organisation = open(fresh);

        organisation.plan(Actor.SYSTEM, new KidSchemeUse(NEW_YEAR, LONG.id()));

        assertThat(organisation.profile().kidScheme()).isEqualTo(USUAL.id());
        clock.advanceDays(40);
        assertThat(organisation.profile().kidScheme()).as("31 December").isEqualTo(USUAL.id());
        clock.advanceDays(1);
        assertThat(organisation.profile().kidScheme()).as("1 January").isEqualTo(LONG.id());
        assertThat(open(fresh).profile().kidScheme()).isEqualTo(LONG.id());
        assertThat(organisation.kidSchemes()).extracting(KidSchemeUse::scheme).containsExactly(USUAL.id(), LONG.id());
        assertThat(audit.of("KID_SCHEME_PLANNED")).hasSize(1);
    }

    @DatabaseTest
    void aChangeInTheProfileTakesEffectToday(TestDatabase fresh) {
        OrganisationProfile organisation = open(fresh);
        organisation.plan(Actor.SYSTEM, new KidSchemeUse(NEW_YEAR, USUAL.id()));

        organisation.change(Actor.SYSTEM, old -> withScheme(old, LONG.id()));

        assertThat(organisation.profile().kidScheme()).isEqualTo(LONG.id());
        assertThat(organisation.kidSchemes())
                .contains(
                        new KidSchemeUse(LocalDate.of(2026, 11, 21), LONG.id()),
                        new KidSchemeUse(NEW_YEAR, USUAL.id()));

        organisation.change(Actor.SYSTEM, old -> withScheme(old, USUAL.id()));
        organisation.change(Actor.SYSTEM, old -> withScheme(old, LONG.id()));
        organisation.change(Actor.SYSTEM, old -> withScheme(old, USUAL.id()));

        assertThat(organisation.profile().kidScheme())
                .as("the last word of the day")
                .isEqualTo(USUAL.id());
        assertThat(organisation.kidSchemes())
                .as("a scheme that KIDs may have been made by is not forgotten")
                .extracting(KidSchemeUse::scheme)
                .contains(LONG.id());
    }

    @DatabaseTest
    void overlapsAreRefused(TestDatabase fresh) {
        OrganisationProfile organisation = open(fresh);
        organisation.plan(Actor.SYSTEM, new KidSchemeUse(NEW_YEAR, LONG.id()));

        refused("KID_SCHEMES_OVERLAP", () -> organisation.plan(Actor.SYSTEM, new KidSchemeUse(NEW_YEAR, USUAL.id())));
        refused(
                "KID_SCHEMES_OVERLAP",
                () -> organisation.plan(Actor.SYSTEM, new KidSchemeUse(NEW_YEAR.plusYears(1), SHIFTED.id())));
        refused("KID_SCHEMES_OVERLAP", () -> organisation.change(Actor.SYSTEM, old -> withScheme(old, SHIFTED.id())));
        refused("KID_SCHEME_UNKNOWN", () -> organisation.change(Actor.SYSTEM, old -> withScheme(old, "none")));
        refused(
                "VALID_FROM_PASSED",
                () -> organisation.plan(Actor.SYSTEM, new KidSchemeUse(LocalDate.of(2026, 11, 21), LONG.id())));
        assertThat(organisation.profile().kidScheme()).isEqualTo(USUAL.id());
        assertThat(organisation.kidSchemes()).hasSize(2);
    }

    @DatabaseTest
    void whatHasNotTakenEffectIsTakenBack(TestDatabase fresh) {
        OrganisationProfile organisation = open(fresh);
        organisation.plan(Actor.SYSTEM, new KidSchemeUse(NEW_YEAR, LONG.id()));

        organisation.unplan(Actor.SYSTEM, NEW_YEAR);

        assertThat(organisation.kidSchemes()).hasSize(1);
        refused("NOT_FOUND", () -> organisation.unplan(Actor.SYSTEM, NEW_YEAR));
        organisation.plan(Actor.SYSTEM, new KidSchemeUse(NEW_YEAR, LONG.id()));
        clock.advanceDays(41);
        refused("KID_SCHEME_IN_USE", () -> organisation.unplan(Actor.SYSTEM, NEW_YEAR));
    }

    @Test
    void aBorderElsewhereIsAnOverlapAndAnotherLengthIsNone() {
        assertThat(KidOverlap.between(USUAL, SHIFTED)).isTrue();
        assertThat(KidOverlap.between(SHIFTED, USUAL)).isTrue();
        assertThat(KidOverlap.between(USUAL, LONG)).isFalse();
        assertThat(KidOverlap.between(USUAL, USUAL)).isFalse();
    }
}
