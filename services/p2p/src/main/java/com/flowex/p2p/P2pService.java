package com.flowex.p2p;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Tenant;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.api.AgreementRoutes;
import com.flowex.p2p.api.BankStatementRoutes;
import com.flowex.p2p.api.ChargebackRoutes;
import com.flowex.p2p.api.ChargebackWithdrawalRoutes;
import com.flowex.p2p.api.DisputeRoutes;
import com.flowex.p2p.api.OfferRoutes;
import com.flowex.p2p.api.OverviewRoutes;
import com.flowex.p2p.api.ReconciliationRoutes;
import com.flowex.p2p.api.ReportRoutes;
import com.flowex.p2p.api.TradeRoutes;
import com.flowex.p2p.api.chat.ChatRoutes;
import com.flowex.p2p.api.chat.TranslationRoutes;
import com.flowex.p2p.api.method.MethodRoutes;
import com.flowex.p2p.api.notice.NoticeRoutes;
import com.flowex.p2p.api.person.PersonRoutes;
import com.flowex.p2p.app.EscrowLedger;
import com.flowex.p2p.app.EscrowPostings;
import com.flowex.p2p.app.OfferClock;
import com.flowex.p2p.app.OfferCommands;
import com.flowex.p2p.app.OfferPricing;
import com.flowex.p2p.app.OverviewQueries;
import com.flowex.p2p.app.P2pParts;
import com.flowex.p2p.app.P2pSettings;
import com.flowex.p2p.app.PaymentCurrencies;
import com.flowex.p2p.app.ReferencePrices;
import com.flowex.p2p.app.SalePolicy;
import com.flowex.p2p.app.TakeCommands;
import com.flowex.p2p.app.TradeClock;
import com.flowex.p2p.app.TradeCommands;
import com.flowex.p2p.app.TradeTransitions;
import com.flowex.p2p.app.chat.ChatCommands;
import com.flowex.p2p.app.chat.ChatParts;
import com.flowex.p2p.app.chat.ChatRetention;
import com.flowex.p2p.app.chat.FileCommands;
import com.flowex.p2p.app.method.AccountHasher;
import com.flowex.p2p.app.method.MethodCatalog;
import com.flowex.p2p.app.method.MethodRules;
import com.flowex.p2p.app.method.OwnMethods;
import com.flowex.p2p.app.method.People;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.p2p.app.notice.NoticePages;
import com.flowex.p2p.app.oversight.TradeHealthMonitor;
import com.flowex.p2p.app.person.Blocks;
import com.flowex.p2p.app.person.P2pRestrictions;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.app.report.AbuseSearch;
import com.flowex.p2p.app.report.CaseBook;
import com.flowex.p2p.app.report.ChargebackCommands;
import com.flowex.p2p.app.report.ChargebackWithdrawals;
import com.flowex.p2p.app.report.CircleSearch;
import com.flowex.p2p.app.report.ReportCommands;
import com.flowex.p2p.app.report.ReportParts;
import com.flowex.p2p.app.report.ReportReviews;
import com.flowex.p2p.app.statement.AccountNames;
import com.flowex.p2p.app.statement.BankStatements;
import com.flowex.p2p.app.statement.Reconciliation;
import com.flowex.p2p.app.statement.StatementParts;
import com.flowex.p2p.app.translation.TranslationCommands;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.TextSealer;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.chat.FilesTable;
import com.flowex.p2p.store.chat.MessagesTable;
import com.flowex.p2p.store.method.OwnMethodsTable;
import com.flowex.p2p.store.report.ChargebackWithdrawalsTable;
import com.flowex.p2p.store.report.ChargebacksTable;
import com.flowex.p2p.store.report.ReportsTable;
import com.flowex.p2p.store.statement.BankStatementsTable;
import com.flowex.p2p.store.statement.StatementPartsTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.monitor.HealthMonitor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

/** Wiring of trades between people: their routes, and the worker that reads their clocks. */
public final class P2pService implements AutoCloseable {

    private static final Duration READ_EVERY = Duration.ofSeconds(1);
    private static final Duration OFFERS_EVERY = Duration.ofSeconds(30);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final Routes routes;
    private final TradeClock clock;
    private final OfferClock offerClock;
    private final ChatRetention retention;
    private final ReportReviews reviews;
    private final BankStatements bankStatements;
    private final StatementParts statementParts;
    private final AbuseSearch abuse;
    private final CircleSearch circles;
    private final OwnMethods own;
    private final TranslationCommands translations;
    private final InstantSource time;
    private final Worker worker;
    private final Worker offersWorker;
    private final Worker cleaner;
    private final Edge edge;
    private final Commands commands;
    private final TradeHealthMonitor health;

    /**
     * Parts of other services and of the process.
     *
     * @param directory listed assets
     * @param references reference prices of floating offers
     * @param ledger ledger that holds the escrows
     * @param sealer encryption of payment details
     * @param sales rules for money that leaves an account
     * @param feed followers of notices, which their owner starts and closes
     * @param people names and ages of accounts
     * @param cases cases of surveillance
     * @param names names of the owners of accounts
     * @param hasher keyed hash of payment accounts
     */
    public record Ports(
            InstrumentDirectory directory,
            ReferencePrices references,
            EscrowLedger ledger,
            TextSealer sealer,
            SalePolicy sales,
            NoticeFeed feed,
            People people,
            CaseBook cases,
            AccountNames names,
            AccountHasher hasher) {}

    /** Wires the service; {@link #start} starts it. */
    public P2pService(Edge edge, P2pSettings settings, Ports ports, InstantSource time) {
        this.edge = edge;
        this.database = edge.platform().database();
        OffersTable offers = new OffersTable(ports.sealer);
        TradesTable trades = new TradesTable(ports.sealer);
        this.time = time;
        this.circles = new CircleSearch(database);
        this.own = new OwnMethods(database, new OwnMethodsTable(ports.sealer), ports.people, ports.hasher);
        OfferPricing pricing = new OfferPricing(ports.directory, ports.references);
        P2pParts parts = new P2pParts(
                database,
                offers,
                trades,
                new StatementsTable(ports.sealer),
                new TradeTransitions(offers, trades, ports.sales, settings, time),
                pricing,
                settings,
                ports.sales,
                ports.feed,
                ports.people,
                new MethodRules(own),
                new Presence(database, settings.limits().presence()));
        EscrowPostings postings = parts.postings(ports.ledger);
        this.clock = parts.clock(postings);
        this.offerClock = new OfferClock(parts, time);
        ReportParts reporting = new ReportParts(database, offers, trades, new ReportsTable(ports.sealer), ports.cases);
        this.reviews = new ReportReviews(reporting, ports.feed, time);
        ChargebacksTable chargebacks = new ChargebacksTable(ports.sealer);
        this.bankStatements =
                new BankStatements(database, trades, new BankStatementsTable(ports.sealer), ports.names, time);
        this.statementParts = new StatementParts(database, new StatementPartsTable(ports.sealer), time);
        this.abuse = new AbuseSearch(database, ports.cases, time);
        this.retention = new ChatRetention(database, settings.chats(), time);
        ChatParts chats = new ChatParts(
                database, trades, new MessagesTable(ports.sealer), new FilesTable(ports.sealer), ports.feed, time);
        ChatCommands chatCommands = new ChatCommands(chats);
        this.translations = new TranslationCommands(
                database,
                chatCommands,
                settings.translation(),
                edge.platform().telemetry().registry(),
                time);
        this.commands = new Commands(
                new OfferCommands(parts, time), parts.takings(postings), parts.commands(postings), parts.presence());
        this.routes = new Routes()
                .addAll(new OverviewRoutes(new OverviewQueries(database, settings, time), ports.directory).routes())
                .addAll(new OfferRoutes(commands.offers, ports.directory, time).routes())
                .addAll(new TradeRoutes(commands.takings, commands.trades, ports.directory).routes())
                .addAll(new AgreementRoutes(parts.disputes(postings), parts.agreements(postings), ports.directory, time)
                        .routes())
                .addAll(new PersonRoutes(parts.presence(), new Blocks(database, trades), time).routes())
                .addAll(new MethodRoutes(new MethodCatalog(database), own, new PaymentCurrencies(ports.directory), time)
                        .routes())
                .addAll(new DisputeRoutes(parts.decisions(postings), ports.directory, time).routes())
                .addAll(new ChatRoutes(chatCommands, new FileCommands(chats), translations.isOn()).routes())
                .addAll(new TranslationRoutes(translations).routes())
                .addAll(new BankStatementRoutes(bankStatements, statementParts).routes())
                .addAll(new ReconciliationRoutes(new Reconciliation(database)).routes())
                .addAll(new NoticeRoutes(new NoticePages(database)).routes())
                .addAll(new ChargebackRoutes(new ChargebackCommands(reporting, chargebacks, ports.feed, time)).routes())
                .addAll(new ChargebackWithdrawalRoutes(new ChargebackWithdrawals(
                                reporting, chargebacks, new ChargebackWithdrawalsTable(ports.sealer), ports.feed, time))
                        .routes())
                .addAll(new ReportRoutes(
                                new ReportCommands(reporting, time),
                                reviews,
                                new P2pRestrictions(database),
                                ports.directory,
                                time)
                        .routes());
        this.offersWorker = edge.platform().workers().every("p2p-offer-clock", OFFERS_EVERY, this::readOffers);
        this.cleaner = edge.platform().workers().every("p2p-retention", FORGET_EVERY, this::forget);
        this.worker = edge.platform().workers().every("p2p-clock", READ_EVERY, this::readClocks);
        this.health = new TradeHealthMonitor(
                database, edge.platform().telemetry().registry(), ports.directory, this::active, time);
    }

    public Routes routes() {
        return routes;
    }

    /**
     * Commands of people, as the people of a demo send them.
     *
     * @param offers commands of owners on their offers
     * @param takings commands by which offers are taken
     * @param trades commands of parties on their trades
     */
    public record Commands(OfferCommands offers, TakeCommands takings, TradeCommands trades, Presence presence) {}

    /** Returns the commands of people. */
    public Commands commands() {
        return commands;
    }

    /** Returns the search for abuse. */
    AbuseSearch abuse() {
        return abuse;
    }

    /** Returns the search for circles. */
    CircleSearch circles() {
        return circles;
    }

    /** Returns the reviews of reports. */
    ReportReviews reviews() {
        return reviews;
    }

    /** Brings the schema up to date. */
    public void prepare() {
        database.migrate("p2p");
    }

    /** Starts to read the clocks. */
    public void start() {
        worker.start();
        offersWorker.start();
        cleaner.start();
    }

    /** Registers the health check of the trades. */
    public void watch(HealthMonitor monitor) {
        health.start(monitor);
    }

    /** The clocks of a suspended tenant stand still, because its users cannot answer; they get the time back. */
    void readClocks() {
        active().forEach(this::readClock);
    }

    private Collection<Integer> active() {
        return edge.tenants().all().values().stream()
                .filter(Tenant::isActive)
                .map(Tenant::number)
                .toList();
    }

    /** Offers of all tenants come first, so that a fault in the cases of one tenant holds up no offer. */
    private void readOffers() {
        active().forEach(offerClock::read);
        active().forEach(reviews::review);
    }

    private void forget() {
        active().forEach(retention::forget);
        active().forEach(bankStatements::forget);
        active().forEach(statementParts::forget);
        active().forEach(translations::forget);
        active().forEach(tenant -> own.nameOlder(tenant, time.instant()));
        active().forEach(circles::search);
        active().forEach(abuse::search);
    }

    private void readClock(int tenant) {
        if (!worker.isClosing()) {
            clock.read(tenant);
        }
    }

    @Override
    public void close() {
        cleaner.close();
        offersWorker.close();
        worker.close();
        translations.close();
    }
}
