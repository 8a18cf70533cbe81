package no.grend.joining.internal;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import no.grend.identity.Actor;
import no.grend.identity.AddressCodes;
import no.grend.identity.Role;
import no.grend.joining.internal.Applications.Begun;
import no.grend.joining.internal.Applications.Outcome;
import no.grend.joining.internal.store.Application;
import no.grend.joining.internal.store.Application.Person;
import no.grend.kernel.Problem;
import no.grend.member.Contact.Address;
import no.grend.message.Message;
import no.grend.message.Messages;
import no.grend.organisation.JoiningPolicy;
import no.grend.organisation.Organisation.Profile;
import no.grend.schema.Database;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;

/** Joining on a fresh database, with a register, a ledger and an outbox in memory. The day is 19 November 2026. */
final class House {

    static final Actor STAFF = new Actor("staff:1", "Staff", Set.of(Role.MEMBER_STAFF), null);
    static final Actor READER = new Actor("staff:2", "Reader", Set.of(Role.READER), null);
    static final Locale NB = Locale.forLanguageTag("nb");
    static final LocalDate TODAY = LocalDate.parse("2026-11-19");
    static final String TERMS = "Medlemskapet løper til det sies opp.";
    static final String CODE = "123456";

    final MutableClock clock = MutableClock.noonOf(TODAY);
    final RecordingAudit audit = new RecordingAudit();
    final FakeLedger ledger = new FakeLedger();
    final FakeRegister register = new FakeRegister(ledger);
    final List<Message> outbox = new ArrayList<>();
    final List<String> dispatched = new ArrayList<>();
    final Database db;
    final Doors doors = new Doors(clock);
    final Applications applications;
    final ApplicationReview review;
    final Following following;

    String terms = TERMS;
    boolean open = true;
    boolean approval;
    int billingDay;
    JoiningPolicy policy = JoiningPolicy.MEMBER_AT_ONCE;
    int turnsLeft = 100;

    House(TestDatabase fresh) {
        db = fresh.database("joining", Applications.class);
        Messages messages = message -> {
            boolean isNew = outbox.stream().noneMatch(sent -> sent.key().equals(message.key()));
            if (isNew) {
                outbox.add(message);
            }
            return isNew;
        };
        Mail mail = new Mail(messages, this::profile, "https://min.klubb.example/");
        Carrying carrying = new Carrying(new Carrying.Means(db, clock, audit, register, register, mail));
        applications = new Applications(
                new Applications.Means(db, clock, audit, this::profile, register, new Codes(), this::take, mail),
                carrying);
        review = new ApplicationReview(new ApplicationReview.Means(db, clock, audit, this::profile, mail), carrying);
        following = new Following(new Following.Means(db, clock, ledger.ledger, ledger.notes, doors, mail), carrying);
        doors.links = (invoiceId, day) -> Optional.of(URI.create("https://min.klubb.example/pay/" + invoiceId));
        doors.dispatch = (actor, ids, key) -> {
            dispatched.addAll(ids);
            return "job";
        };
    }

    private void take(String what, String who, int most, Duration within) {
        if (turnsLeft-- <= 0) {
            throw Problem.tooMany("Too often.");
        }
    }

    Profile profile() {
        return new Profile("Klubben", null, null, "12345678903", null, null, billingDay, approval, terms, open, policy);
    }

    /** One code for everybody, that is right once for each challenge and whose applicant it was sent for. */
    private static final class Codes implements AddressCodes {
        private final Map<String, String> challenges = new HashMap<>();

        @Override
        public String send(Actor member, Channel channel, String address, Locale language) {
            String challenge = "challenge-" + challenges.size();
            challenges.put(challenge, member.contactId() + " " + address);
            return challenge;
        }

        @Override
        public Optional<Proven> prove(Actor member, String challenge, String code) {
            String sent = challenges.getOrDefault(challenge, "");
            if (!code.equals(CODE) || !sent.startsWith(member.contactId() + " ")) {
                return Optional.empty();
            }
            challenges.remove(challenge);
            return Optional.of(new Proven(Channel.EMAIL, sent.substring(sent.indexOf(' ') + 1)));
        }
    }

    static Person person(String given, String family, String email) {
        return person(given, family, email, LocalDate.parse("1990-05-17"));
    }

    static Person person(String given, String family, String email, LocalDate born) {
        return new Person(given, family, born, email, null, new Address("Testveien 1", "0001", "Oslo", "NO"));
    }

    Begun begin(Person person) {
        return applications.begin(FakeRegister.ADULT, person, applications.termsHash(), NB, "192.0.2.7");
    }

    /** From the form to the code. */
    Outcome join(Person person) {
        Begun begun = begin(person);
        return applications.confirm(begun.applicationId(), begun.challenge(), CODE);
    }

    Application only() {
        return review.page(STAFF, null, null, null).items().get(0);
    }

    List<String> mailTo(String address) {
        return outbox.stream()
                .filter(message -> message.to().equals(address))
                .map(message -> message.key().split(":")[1])
                .toList();
    }
}
