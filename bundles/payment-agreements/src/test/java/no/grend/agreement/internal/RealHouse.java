package no.grend.agreement.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import no.grend.agreement.Consents;
import no.grend.agreement.NewPayment;
import no.grend.agreement.Payment;
import no.grend.agreement.Payments;
import no.grend.agreement.internal.link.PayDoor;
import no.grend.agreement.internal.link.PayLinkService;
import no.grend.agreement.internal.notice.NoticeDesk;
import no.grend.agreement.internal.standing.StandingBook;
import no.grend.agreement.spi.PaymentProvider;
import no.grend.identity.Actor;
import no.grend.kernel.Ore;
import no.grend.kernel.Oslo;
import no.grend.kernel.Verification.Violation;
import no.grend.ledger.Invoice;
import no.grend.ledger.InvoiceDraft;
import no.grend.ledger.Ledger;
import no.grend.ledger.internal.RealLedger;
import no.grend.schema.Database;
import no.grend.simulators.internal.Notice;
import no.grend.testkit.MutableClock;
import no.grend.testkit.RecordingAudit;
import no.grend.testkit.TestDatabase;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/**
 * Payments as an organisation has them: the ledger itself on the same database, Vipps and card payments that speak HTTP with
 * their servers' simulators, our own desk for notices and page for payment links in a real web server, and the reconciler at work.
 */
public final class RealHouse implements AutoCloseable {

    public static final Actor STAFF = Actor.SYSTEM;

    /** Of the organisation's own registrations for notices. */
    public static final String SECRET = "a-secret-of-theirs";

    static final String SALES_UNIT = "123456";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final AtomicLong SERVICES = new AtomicLong();

    public final MutableClock clock = MutableClock.noonOf("2026-11-26");
    public final RecordingAudit audit = new RecordingAudit();
    public final ProviderServers servers;
    public final Ledger ledger;
    public final Database db;
    final Settings settings = new Settings();
    final ProviderWatch watch = new ProviderWatch();
    final PaymentService payments;
    final ConsentService consents;
    final RefundService refunds;
    final PaymentChecks checks;
    final PayLinkService links;
    private final Reconciler reconciler;
    private final AtomicInteger members = new AtomicInteger(1_000);
    private final Server web = new Server(new InetSocketAddress("127.0.0.1", 0));

    /** @param postman brings, or does not bring, what their servers send */
    public RealHouse(TestDatabase test, Consumer<Notice> postman) throws Exception {
        db = test.database("agreement", PaymentService.class);
        ledger = RealLedger.on(test, clock, audit);
        payments = new PaymentService(watch, db, clock, audit, ledger, settings, new PaymentMeters(null, db));
        // Without the settings that its runs need.
        StandingBook agreements = new StandingBook(db, clock, audit, null);
        consents = new ConsentService(watch, db, clock, audit, ledger, settings, payments, agreements);
        refunds = new RefundService(watch, payments, audit, ledger, settings);
        checks = new PaymentChecks(payments, ledger);
        links = PayDoor.links(payments, settings, clock);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.addServlet(new ServletHolder(new NoticeDesk(new Notices(watch, payments))), "/payment-notices/*");
        context.addServlet(new ServletHolder(PayDoor.page(links, payments, ledger, settings)), "/pay/*");
        web.setHandler(context);
        web.start();
        settings.withAddress(new PublicAddress(address(), true));
        servers = new ProviderServers(SALES_UNIT, SECRET, notices(), clock, postman);
        reconciler = new Reconciler(watch, payments, consents, refunds);
    }

    /** Where we are, without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + web.getURI().getPort();
    }

    URI notices() {
        return URI.create(address() + "/payment-notices/");
    }

    /** @return its service id */
    public long arrives(PaymentProvider provider) {
        long service = SERVICES.incrementAndGet();
        watch.providers().arrived(service, 0, "no.grend.test", provider);
        return service;
    }

    public void leaves(long service) {
        watch.providers().left(service);
    }

    public Payments payments() {
        return payments;
    }

    public Consents consents() {
        return consents;
    }

    /** An invoice of a member of its own. */
    public Invoice invoice(long ore) {
        return invoice(members.incrementAndGet(), ore);
    }

    Invoice invoiceOfSamePayer(Invoice other, long ore) {
        return invoice(other.memberNumber(), ore);
    }

    private Invoice invoice(int member, long ore) {
        return ledger.issue(
                STAFF,
                new InvoiceDraft(
                        null,
                        "contact-" + member,
                        member,
                        "Kari Prøve",
                        LocalDate.parse("2026-12-10"),
                        List.of(new Invoice.Line("Kontingent", Ore.of(ore)))),
                null);
    }

    Invoice now(Invoice invoice) {
        return ledger.invoice(STAFF, invoice.id()).orElseThrow();
    }

    Payment now(Payment payment) {
        return payments.payment(STAFF, payment.id()).orElseThrow();
    }

    Payment start(Actor actor, Invoice invoice, String provider) {
        URI back = URI.create(address() + "/min-side/");
        return payments.start(actor, new NewPayment(invoice.id(), null, provider, null, back, Map.of()), null);
    }

    /** What the ledger has of a payment. */
    Ledger.Payment booked(Payment payment) {
        return ledger.payment(STAFF, FollowUps.sourceKey(payment.id())).orElseThrow();
    }

    /** How many rows of a table there are. */
    long count(String table) {
        return db.read(tx -> tx.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    /** Whether there is no payment that its provider is, or will be, asked about. */
    boolean isAtRest() {
        return db.read(tx -> tx.createQuery("SELECT COUNT(*) FROM agreement_payment WHERE next_ask_at IS NOT NULL")
                        .mapTo(Long.class)
                        .one())
                == 0;
    }

    /** The kinds of what a person must look at, sorted. */
    public List<String> troubles() {
        return payments.troubles(STAFF, true, 200, null).items().stream()
                .map(Payments.Trouble::kind)
                .sorted()
                .toList();
    }

    public List<Violation> verify() {
        return checks.verify();
    }

    /** One round of charging by consents. */
    public int charges() {
        return new ChargeRound(payments.tables(), ledger, consents.charging(), settings.charging(), ids -> Set.of())
                .make();
    }

    /** Lets so much time go, and has the reconciler look. */
    public void later(Duration time) {
        clock.advance(time);
        payments.nudged().ring();
    }

    /** As {@link #later}, until noon of a day. */
    public void until(LocalDate day) {
        later(Duration.ofDays(Oslo.today(clock).until(day, ChronoUnit.DAYS)));
    }

    public static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Override
    public void close() throws Exception {
        reconciler.stop();
        watch.stop();
        web.stop();
        servers.close();
    }
}
