package com.flowex.trading;

import com.flowex.access.Edge;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.AccountIdParser;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.Platform;
import com.flowex.platform.database.export.PersonExport;
import com.flowex.platform.database.export.TenantExport;
import com.flowex.platform.projection.View;
import com.flowex.trading.api.ExportFillsEndpoint;
import com.flowex.trading.api.ExportOrdersEndpoint;
import com.flowex.trading.api.ListFeesEndpoint;
import com.flowex.trading.api.ListFillsEndpoint;
import com.flowex.trading.api.ListPositionsEndpoint;
import com.flowex.trading.api.account.AccountSockets;
import com.flowex.trading.api.account.AccountTopics;
import com.flowex.trading.api.order.CancelBatchEndpoint;
import com.flowex.trading.api.order.CancelOrderEndpoint;
import com.flowex.trading.api.order.CancelOrdersEndpoint;
import com.flowex.trading.api.order.ChangeOrderEndpoint;
import com.flowex.trading.api.order.ChangeTwoOrdersEndpoint;
import com.flowex.trading.api.order.GetOrderEndpoint;
import com.flowex.trading.api.order.ListOrdersEndpoint;
import com.flowex.trading.api.order.OrderEventsEndpoint;
import com.flowex.trading.api.order.OrderLookup;
import com.flowex.trading.api.order.OrderOwnerEndpoint;
import com.flowex.trading.api.order.PlaceLinkedPairEndpoint;
import com.flowex.trading.api.order.PlaceOrderEndpoint;
import com.flowex.trading.api.order.PlaceOrdersEndpoint;
import com.flowex.trading.api.order.PlaceTwoOrdersEndpoint;
import com.flowex.trading.api.order.PlaceTwoOrdersEndpoint.Relation;
import com.flowex.trading.api.order.ReplaceOrderEndpoint;
import com.flowex.trading.api.order.ResolveEndpoint;
import com.flowex.trading.api.order.TimerEndpoint;
import com.flowex.trading.api.order.trial.TestLinkedEndpoint;
import com.flowex.trading.api.order.trial.TestLinkedPairEndpoint;
import com.flowex.trading.api.order.trial.TestOrderEndpoint;
import com.flowex.trading.api.order.trial.TestPairEndpoint;
import com.flowex.trading.api.report.ReportRoutes;
import com.flowex.trading.api.risk.GetAccountEndpoint;
import com.flowex.trading.api.risk.GetAccountRiskEndpoint;
import com.flowex.trading.api.risk.GetKillSwitchesEndpoint;
import com.flowex.trading.api.risk.GetOrderQuotaEndpoint;
import com.flowex.trading.api.risk.KillAccountEndpoint;
import com.flowex.trading.api.risk.KillSwitchEndpoint;
import com.flowex.trading.api.risk.SetLimitsEndpoint;
import com.flowex.trading.api.risk.SetOrderQuotaEndpoint;
import com.flowex.trading.api.risk.SetPreventionGroupEndpoint;
import com.flowex.trading.app.AccountRiskCommands;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.StoredOrderVersions;
import com.flowex.trading.app.order.LendingFeature;
import com.flowex.trading.store.FillQueries;
import com.flowex.trading.store.PositionQueries;
import com.flowex.trading.store.RiskQueries;
import com.flowex.trading.store.order.OrderHistory;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.report.FeeQueries;
import com.flowex.trading.store.report.ReportQueries;
import io.helidon.websocket.WsListener;
import java.util.List;

/** The trading service with its parts: the routes, and the streams of accounts. */
public final class TradingService implements AutoCloseable {

    private static final String[] LISTED_BY = {"symbol", "status", "client_order_id", "from", "to", "limit", "cursor"};

    private final Platform platform;
    private final OrderEntryService orderEntry;
    private final InstrumentDirectory directory;
    private final TenantDirectory tenants;
    private final TradingReader reader;
    private final AccountStream accounts;
    private final AccountSockets sockets;
    private final View<?> tables;
    private final ConsistentView view;

    /**
     * Creates the service; {@link #start} starts it.
     *
     * @param reader view of trading, which its owner starts and closes
     * @param topics topics of other services on the streams of accounts
     */
    public TradingService(Edge edge, OrderEntryService orderEntry, TradingReader reader, AccountTopics topics) {
        this.platform = edge.platform();
        this.tenants = edge.tenants();
        this.orderEntry = orderEntry;
        this.directory = orderEntry.listed();
        this.reader = reader;
        this.accounts = reader.accounts();
        this.tables = reader.tables();
        this.view = reader.view();
        this.sockets = new AccountSockets(edge, orderEntry, accounts, reader::lastEntry, tables.progress(), topics);
    }

    /** Starts to serve the streams of accounts. */
    public void start() {
        sockets.start();
        reader.followAccounts();
    }

    /** Returns the listener of a new WebSocket of {@code /ws/account}; the HTTP server calls this for each. */
    public WsListener listener(SocketClient client) {
        return sockets.listener(client);
    }

    /**
     * Ends the connections of the stream's clients in order. Must be called before the HTTP server stops, which would
     * cut them off.
     */
    public void closeStream() {
        sockets.close();
    }

    /**
     * Returns the exports of a tenant's trading data in the form of the tables: whole units of the scales, times in
     * nanoseconds.
     */
    public static List<TenantExport> exports() {
        return List.of(
                TenantExport.of("asset", "*", "trading.assets", "tenant", "asset_id"),
                TenantExport.of("market", "*", "trading.instruments", "tenant", "instrument_id"),
                TenantExport.of("open_order", "*", "trading.open_orders", "tenant", "order_id"),
                TenantExport.of("closed_order", "*", "trading.closed_orders", "tenant", "order_id"),
                TenantExport.of("order_step", "*", "trading.order_steps", "tenant", "order_id, sequence"),
                TenantExport.of("volume", "*", "trading.volumes", "tenant", "account, asset_id, day"),
                TenantExport.of("fill", "*", "trading.fills", "tenant", "account, sequence, maker"),
                TenantExport.of(
                        "fill_day", "*", "trading.fill_days", "tenant", "account, day, instrument_id, buy, maker"),
                TenantExport.of("position", "*", "trading.positions", "tenant", "account, instrument_id"),
                TenantExport.of("account_limit", "*", "trading.account_limits", "tenant", "account, instrument_id"),
                TenantExport.of("account_switch", "*", "trading.account_switches", "tenant", "account"),
                TenantExport.of("kill_switch", "*", "trading.kill_switches", "tenant", "instrument_id"));
    }

    /** Returns the exports of a person's trading data. */
    public static List<PersonExport> personRows() {
        return List.of(
                PersonExport.ofAccount("open_orders", "trading.open_orders", "order_id"),
                PersonExport.ofAccount("closed_orders", "trading.closed_orders", "order_id"),
                PersonExport.ofAccount("order_steps", "trading.order_steps", "order_id, sequence"),
                PersonExport.ofAccount("fills", "trading.fills", "sequence, maker"),
                PersonExport.ofAccount("positions", "trading.positions", "instrument_id"),
                PersonExport.ofAccount("account_limits", "trading.account_limits", "instrument_id"),
                new PersonExport(
                        "markets",
                        PersonExport.PersonKey.USER,
                        "SELECT * FROM trading.instruments WHERE tenant = ? AND ?::bigint > 0 ORDER BY instrument_id"));
    }

    /** Returns the queries for holdings that prevent an account from being closed. Each row names one in words. */
    public static List<PersonExport> personHoldings() {
        return List.of(new PersonExport(
                "open_orders",
                PersonExport.PersonKey.ACCOUNT,
                "SELECT count(*) || ' open orders' FROM trading.open_orders WHERE tenant = ? AND account = ?"
                        + " HAVING count(*) > 0"));
    }

    public Routes routes() {
        OrderQueries queries = new OrderQueries(platform.database());
        OrderQueries past = new OrderQueries(tables.history());
        FillQueries fills = new FillQueries(tables.history());
        OrderLookup orders = new OrderLookup(queries, directory);
        return new Routes()
                .addAll(riskRoutes())
                .addAll(orderRoutes(queries, past, orders)
                        .addAll(tradeRoutes(queries, past, fills))
                        .actingFor(IsolatedAccounts.PARAMETER, new IsolatedAccounts(directory)::of))
                .get(
                        "/api/trading/accounts/{number}/orders",
                        Access.of(Permission.USERS_READ),
                        new ListOrdersEndpoint(TradingService::named, orderEntry, past, orders, view))
                .query(LISTED_BY)
                .weight(3)
                .get(
                        "/api/trading/orders/{id}/owner",
                        Access.of(Permission.USERS_READ),
                        new OrderOwnerEndpoint(queries, directory, view))
                .addAll(ReportRoutes.of(
                        new ReportQueries(tables.history()), new FeeQueries(tables.history()), directory, view))
                .get(
                        "/api/trading/fees",
                        Access.of(Permission.READ),
                        new ListFeesEndpoint(directory, reader.fees(), view))
                .query("symbol");
    }

    /** Returns the reads of trades and positions of the account that a request is for. */
    private Routes tradeRoutes(OrderQueries queries, OrderQueries past, FillQueries fills) {
        return new Routes()
                .get(
                        "/api/trading/trades",
                        Access.of(Permission.READ),
                        new ListFillsEndpoint(directory, fills, queries, view))
                .query("symbol", "order_id", "from", "to", "limit", "cursor")
                .weight(3)
                .get(
                        "/api/trading/exports/trades",
                        Access.of(Permission.READ),
                        new ExportFillsEndpoint(directory, fills, view))
                .query("symbol", "side", "from", "to")
                .weight(50)
                .get(
                        "/api/trading/exports/orders",
                        Access.of(Permission.READ),
                        new ExportOrdersEndpoint(directory, past, view))
                .query("symbol", "side", "status", "from", "to")
                .weight(50)
                .get(
                        "/api/trading/positions",
                        Access.of(Permission.READ),
                        new ListPositionsEndpoint(directory, new PositionQueries(platform.database()), view));
    }

    private Routes riskRoutes() {
        RiskQueries risk = new RiskQueries(platform.database(), directory);
        AccountRiskCommands change = new AccountRiskCommands(orderEntry, risk, view, platform.database());
        Access manage = Access.of(Permission.MARKETS_MANAGE);
        Access halt = Access.of(Permission.HALT);
        String account = "/api/trading/accounts/{number}";
        OrderQueries orders = new OrderQueries(platform.database());
        return new Routes()
                .get(
                        "/accounts/{tenantId}/{id}",
                        Access.of(Permission.READ),
                        new GetAccountEndpoint(tenants, accounts, orders, risk, view))
                .get(account + "/risk", manage, new GetAccountRiskEndpoint(risk, orderEntry, view))
                .put(account + "/limits/{symbol}", manage, new SetLimitsEndpoint(change, directory))
                .get(
                        "/api/trading/order-quota",
                        Access.of(Permission.READ),
                        GetOrderQuotaEndpoint.ofCaller(orderEntry.quotas()))
                .weight(3)
                .get(account + "/order-quota", manage, GetOrderQuotaEndpoint.ofTenant(orderEntry.quotas()))
                .put(account + "/order-quota", manage, new SetOrderQuotaEndpoint(change))
                .put(account + "/prevention-group", manage, new SetPreventionGroupEndpoint(change))
                .put(account + "/kill-switch", halt, new KillAccountEndpoint(change))
                .put(
                        "/api/trading/pairs/{symbol}/kill-switch",
                        halt,
                        KillSwitchEndpoint.ofMarket(orderEntry, risk, view))
                .get("/api/trading/kill-switch", halt, new GetKillSwitchesEndpoint(risk, view))
                .unaudited()
                .put("/api/trading/kill-switch", halt, KillSwitchEndpoint.ofTenant(orderEntry, risk, view));
    }

    private Routes orderRoutes(OrderQueries queries, OrderQueries past, OrderLookup orders) {
        String all = "/api/trading/orders";
        String one = "/api/trading/orders/{id}";
        LendingFeature lending = new LendingFeature(tenants);
        PlaceOrderEndpoint place = new PlaceOrderEndpoint(orderEntry, queries, view, lending);
        return new Routes()
                .post(all, Access.of(Permission.TRADE), place)
                .partOf(Feature.TRADING)
                .post(all + "/batch", Access.of(Permission.TRADE), new PlaceOrdersEndpoint(place))
                .partOf(Feature.TRADING)
                .body(16_384)
                .post(all + "/test", Access.of(Permission.TRADE), new TestOrderEndpoint(place))
                .partOf(Feature.TRADING)
                .post(all + "/cancel", Access.of(Permission.TRADE), new CancelBatchEndpoint(orderEntry, orders, view))
                .cancels()
                .get(
                        all,
                        Access.of(Permission.READ),
                        new ListOrdersEndpoint(request -> request.caller().account(), orderEntry, past, orders, view))
                .query(LISTED_BY)
                .weight(3)
                .delete(all, Access.of(Permission.TRADE), new CancelOrdersEndpoint(orderEntry, orders, view))
                .query("symbol", "side")
                .cancels()
                .post(
                        all + "/oco",
                        Access.of(Permission.TRADE),
                        new PlaceTwoOrdersEndpoint(orderEntry, orders, view, lending, Relation.PAIR))
                .partOf(Feature.TRADING)
                .post(all + "/oco/test", Access.of(Permission.TRADE), new TestPairEndpoint(orderEntry, lending))
                .partOf(Feature.TRADING)
                .post(all + "/oto/test", Access.of(Permission.TRADE), new TestLinkedEndpoint(orderEntry, lending))
                .partOf(Feature.TRADING)
                .post(
                        all + "/oto",
                        Access.of(Permission.TRADE),
                        new PlaceTwoOrdersEndpoint(orderEntry, orders, view, lending, Relation.LINKED))
                .partOf(Feature.TRADING)
                .post(all + "/otoco/test", Access.of(Permission.TRADE), new TestLinkedPairEndpoint(orderEntry, lending))
                .partOf(Feature.TRADING)
                .post(
                        all + "/otoco",
                        Access.of(Permission.TRADE),
                        new PlaceLinkedPairEndpoint(orderEntry, orders, view, lending))
                .partOf(Feature.TRADING)
                .post(
                        one + "/replace",
                        Access.of(Permission.TRADE),
                        new ReplaceOrderEndpoint(orderEntry, orders, view, lending))
                .partOf(Feature.TRADING)
                .put("/api/trading/orders/timer", Access.of(Permission.TRADE), new TimerEndpoint(orderEntry))
                .cancels()
                .post(
                        "/api/trading/orders/resolve",
                        Access.of(Permission.TRADE),
                        new ResolveEndpoint(orderEntry, orders, view))
                .get(one, Access.of(Permission.READ), new GetOrderEndpoint(orders, view))
                .get(
                        one + "/events",
                        Access.of(Permission.READ),
                        new OrderEventsEndpoint(directory, orders, new OrderHistory(platform.database()), view))
                .query("limit", "cursor")
                .weight(3)
                .delete(one, Access.of(Permission.TRADE), new CancelOrderEndpoint(orderEntry, orders, view))
                .query("restriction")
                .cancels()
                .patch(
                        one,
                        Access.of(Permission.TRADE),
                        new ChangeOrderEndpoint(orderEntry, orders, new StoredOrderVersions(accounts), view))
                .partOf(Feature.TRADING)
                .patch(
                        one + "/pair",
                        Access.of(Permission.TRADE),
                        new ChangeTwoOrdersEndpoint(
                                orderEntry, orders, new StoredOrderVersions(accounts), view, Relation.PAIR))
                .partOf(Feature.TRADING)
                .patch(
                        one + "/linked",
                        Access.of(Permission.TRADE),
                        new ChangeTwoOrdersEndpoint(
                                orderEntry, orders, new StoredOrderVersions(accounts), view, Relation.LINKED))
                .partOf(Feature.TRADING);
    }

    /** Returns the account that an administrator names in the path. */
    private static AccountId named(Request request) {
        return AccountIdParser.of(request.caller().tenant(), request.path("number"));
    }

    @Override
    public void close() {
        sockets.close();
    }
}
