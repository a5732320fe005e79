package com.flowex.p2p;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Tenant;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.api.DisputeRoutes;
import com.flowex.p2p.api.OfferRoutes;
import com.flowex.p2p.api.OverviewRoutes;
import com.flowex.p2p.api.TradeRoutes;
import com.flowex.p2p.app.EscrowLedger;
import com.flowex.p2p.app.EscrowPostings;
import com.flowex.p2p.app.OfferCommands;
import com.flowex.p2p.app.OfferPricing;
import com.flowex.p2p.app.OverviewQueries;
import com.flowex.p2p.app.P2pParts;
import com.flowex.p2p.app.P2pSettings;
import com.flowex.p2p.app.ReferencePrices;
import com.flowex.p2p.app.ReleaseConfirmation;
import com.flowex.p2p.app.SellerRestrictions;
import com.flowex.p2p.app.TradeClock;
import com.flowex.p2p.app.TradeCommands;
import com.flowex.p2p.app.TradeTransitions;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.TextSealer;
import com.flowex.p2p.store.TradesTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import java.time.Duration;
import java.time.InstantSource;

/** Wiring of trades between people: their routes, and the worker that reads their clocks. */
public final class P2pService implements AutoCloseable {

    private static final Duration READ_EVERY = Duration.ofSeconds(1);

    private final Database database;
    private final Routes routes;
    private final TradeClock clock;
    private final Worker worker;
    private final Edge edge;
    private final OfferCommands offerCommands;
    private final TradeCommands tradeCommands;

    /**
     * Parts of other services and of the process.
     *
     * @param directory listed assets
     * @param references reference prices of floating offers
     * @param ledger ledger that holds the escrows
     * @param sealer encryption of payment details
     * @param restrictions restrictions of people who sell
     * @param confirmation second factors of people who release
     */
    public record Ports(
            InstrumentDirectory directory,
            ReferencePrices references,
            EscrowLedger ledger,
            TextSealer sealer,
            SellerRestrictions restrictions,
            ReleaseConfirmation confirmation) {}

    /** Wires the service; {@link #start} starts it. */
    public P2pService(Edge edge, P2pSettings settings, Ports ports, InstantSource time) {
        this.edge = edge;
        this.database = edge.ground().database();
        OffersTable offers = new OffersTable(ports.sealer);
        TradesTable trades = new TradesTable(ports.sealer);
        OfferPricing pricing = new OfferPricing(ports.directory, ports.references);
        P2pParts parts = new P2pParts(
                database,
                offers,
                trades,
                new TradeTransitions(offers, trades, settings, time),
                pricing,
                settings,
                ports.restrictions,
                ports.confirmation);
        EscrowPostings postings = parts.postings(ports.ledger);
        this.clock = parts.clock(postings);
        this.offerCommands = new OfferCommands(parts, time);
        this.tradeCommands = parts.commands(postings);
        this.routes = new Routes()
                .addAll(new OverviewRoutes(new OverviewQueries(database, settings), ports.directory).routes())
                .addAll(new OfferRoutes(offerCommands, ports.directory).routes())
                .addAll(new TradeRoutes(tradeCommands, ports.directory).routes())
                .addAll(new DisputeRoutes(parts.decisions(postings), ports.directory).routes());
        this.worker = edge.ground().workers().every("p2p-clock", READ_EVERY, this::readClocks);
    }

    /** Returns the commands of owners on their offers. */
    public OfferCommands offers() {
        return offerCommands;
    }

    /** Returns the commands of parties on their trades. */
    public TradeCommands trades() {
        return tradeCommands;
    }

    public Routes routes() {
        return routes;
    }

    /** Brings the schema up to date. */
    public void prepare() {
        database.migrate("p2p");
    }

    /** Starts to read the clocks. */
    public void start() {
        worker.start();
    }

    /** The clocks of a suspended tenant stand still, because its users cannot answer; they get the time back. */
    private void readClocks() {
        edge.tenants().all().values().stream()
                .filter(Tenant::isActive)
                .map(Tenant::number)
                .forEach(this::readClock);
    }

    private void readClock(int tenant) {
        if (!worker.isClosing()) {
            clock.read(tenant);
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
