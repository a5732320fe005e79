package com.flowex.launcher;

import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.binance.BinanceDoor;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.desk.Desk;
import com.flowex.domain.AccountId;
import com.flowex.edge.Edge;
import com.flowex.edge.access.ApiKeys;
import com.flowex.edge.access.OnceOnly;
import com.flowex.edge.http.AuditPages;
import com.flowex.edge.http.EventPages;
import com.flowex.edge.http.Routes;
import com.flowex.edge.http.SocketGuest;
import com.flowex.edge.http.ViewPages;
import com.flowex.ground.Ground;
import com.flowex.ground.database.TenantExport;
import com.flowex.ground.operator.OperatorAsk;
import com.flowex.ground.operator.OperatorCommand;
import com.flowex.ground.operator.OperatorDesk;
import com.flowex.ground.outbox.Announcements;
import com.flowex.ground.outbox.Wish;
import com.flowex.ground.projection.RebuiltView;
import com.flowex.ground.projection.SkippedEvents;
import com.flowex.ground.projection.TailFactory;
import com.flowex.ground.projection.View;
import com.flowex.identity.IdentityService;
import com.flowex.identity.account.AccountsView;
import com.flowex.launcher.demo.DemoMarket;
import com.flowex.marketdata.MarketDataService;
import com.flowex.marketdata.Source;
import com.flowex.tenants.TenantsService;
import com.flowex.tenants.listing.Listings;
import com.flowex.tenants.listing.ShownCatalog;
import com.flowex.trading.TradingService;
import com.flowex.wallet.WalletService;
import com.flowex.wallet.convert.Executions;
import com.flowex.wallet.people.AccessChanges;
import com.flowex.wallet.people.People;
import io.helidon.websocket.WsListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The services of this process; none of them knows another. */
final class Services implements Parts.Part {

    private final View<?> accounts;
    private final IdentityService identity;
    private final TradingService trading;
    private final MarketDataService marketdata;
    private final WalletService wallet;
    private final TenantsService tenants;
    private final BinanceDoor binance;
    private final Routes audit;
    private final ProcessViews views;
    private final Routes viewPages;
    private final Announcements announcements;
    private final OperatorDesk operators;

    Services(LauncherSettings settings, Edge edge, Desk desk, ExchangeLog log) {
        TailFactory tails = log::openTail;
        Ground ground = edge.ground();
        Duration wait = settings.desk().readWait();
        List<Source> sources = settings.demoMarket() ? DemoMarket.sources() : List.of();
        accounts = AccountsView.of(ground, tails);
        identity = new IdentityService(edge, settings.identity(), desk.path());
        trading = new TradingService(edge, desk, wait, tails);
        marketdata = new MarketDataService(edge, wait, tails, sources);
        wallet = new WalletService(
                ground,
                desk,
                wait,
                tails,
                seeds -> Vaults.open(ground, settings.custody(), seeds),
                people(),
                edge.tenants(),
                settings.withdrawals(),
                (account, order, sequence) -> trading.traded(account, order, sequence)
                        .map(sums ->
                                new Executions.Execution(sums.quantityUnits(), sums.quoteUnits(), sums.feeUnits())),
                settings.convert(),
                settings.solvency());
        Listings listings = new Listings(
                desk.path(), new ShownCatalog(desk.listed(), trading.tables().progress()), wait);
        tenants = new TenantsService(edge, desk, wait, listings, identity.members(), exports());
        binance = new BinanceDoor(edge, desk, trading, marketdata, wallet, identity.apiKeys());
        audit = AuditPages.routes(ground.database());
        views = new ProcessViews(List.of(trading.tables(), marketdata.tables(), wallet.tables(), accounts));
        List<RebuiltView> rebuilt = views.rebuilt();
        viewPages = ViewPages.routes(rebuilt, new SkippedEvents(ground.database()));
        announcements = new Announcements(
                ground, List.of(wallet.notices()), (wish, outcome) -> record(edge.audit(), wish, outcome));
        Map<String, OperatorCommand> commands = new HashMap<>(wallet.commands());
        commands.putAll(new ViewCommands(rebuilt).commands());
        commands.putAll(new LogCommands(log).commands());
        operators = new OperatorDesk(ground, commands, (ask, reply) -> record(edge.audit(), ask, reply));
    }

    private People people() {
        return new People(
                (user, account, code) -> identity.confirm(account.tenant(), user, code),
                (tenant, user) -> {
                    var lately = identity.accessHistory().of(tenant, user);
                    return new AccessChanges.Lately(lately.password(), lately.secondFactor(), lately.device());
                },
                identity.receivers(),
                identity.accountLetters()::write);
    }

    private static List<TenantExport> exports() {
        List<TenantExport> all = new ArrayList<>();
        all.addAll(IdentityService.exports());
        all.addAll(TradingService.exports());
        all.addAll(WalletService.exports());
        all.addAll(MarketDataService.exports());
        all.add(AuditLog.export());
        return all;
    }

    /** @param sequence everything up to this event is in the log */
    void start(long sequence) {
        AccountsView.start(accounts, sequence);
        identity.requireAccounts();
        identity.start();
        trading.start();
        marketdata.start();
        wallet.start();
        binance.start();
    }

    private static void record(AuditLog audit, Wish wish, String outcome) {
        String subject = wish.kind() == Wish.Kind.REPLAY
                ? "topic " + wish.topic() + " from " + wish.subject()
                : "dead letter " + wish.subject();
        audit.record(new AuditEntry(
                wish.tenant(),
                wish.by(),
                "./flowex events " + wish.kind().word(),
                new AuditEntry.Change(subject, "", wish.consumer()),
                outcome,
                "this machine",
                "events"));
    }

    private static void record(AuditLog audit, OperatorAsk ask, OperatorCommand.Reply reply) {
        audit.record(new AuditEntry(
                ask.tenant(),
                ask.by(),
                "./flowex " + ask.command(),
                new AuditEntry.Change(String.join(" ", ask.arguments()), "", ""),
                reply.isDone() ? "done" : reply.text(),
                "this machine",
                "operator"));
    }

    /**
     * Tells what changed.
     *
     * @param recovered number of the last event that the log had when the process started
     */
    void announce(TailFactory tails, long recovered) {
        announcements.start(tails, recovered);
        operators.start();
    }

    /** Goes on with tenants that were being made; once the views show what is listed. */
    void startTenants() {
        tenants.start();
    }

    /** The API keys by which requests may be signed. */
    ApiKeys apiKeys() {
        return identity.apiKeys();
    }

    /** Remembers the nonces of signed requests. */
    OnceOnly nonces() {
        return identity.nonces();
    }

    /** The accounts of the demo users; empty where there are none. */
    List<AccountId> demoAccounts() {
        return identity.demoAccounts();
    }

    Routes routes() {
        return new Routes()
                .addAll(identity.routes())
                .addAll(ViewPages.guarded(
                        trading.tables(), tenants.listingRoutes().addAll(trading.routes())))
                .addAll(ViewPages.guarded(marketdata.tables(), marketdata.routes()))
                .addAll(ViewPages.guarded(wallet.tables(), wallet.routes()))
                .addAll(tenants.routes())
                .addAll(binance.routes())
                .addAll(audit)
                .addAll(viewPages)
                .addAll(EventPages.routes(announcements));
    }

    /** Says goodbye to the clients of streams; before the HTTP server stops. */
    void closeStreams() {
        marketdata.closeStream();
        trading.closeStream();
        binance.closeStreams();
    }

    WsListener marketDataListener(SocketGuest guest) {
        return marketdata.listener(guest);
    }

    Set<String> binanceMethods() {
        return binance.methods();
    }

    WsListener binanceApiListener(SocketGuest guest) {
        return binance.apiListener(guest);
    }

    WsListener accountListener(SocketGuest guest) {
        return trading.listener(guest);
    }

    WsListener binanceListener(SocketGuest guest) {
        return binance.streamListener(guest);
    }

    ProcessViews views() {
        return views;
    }

    @Override
    public void close() {
        operators.close();
        announcements.close();
        binance.close();
        tenants.close();
        wallet.close();
        marketdata.close();
        trading.close();
        identity.close();
        accounts.close();
    }
}
