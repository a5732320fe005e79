package com.flowex.marketdata;

import com.flowex.access.Edge;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.socket.StreamClock;
import com.flowex.access.socket.StreamHub;
import com.flowex.access.socket.StreamLimits;
import com.flowex.access.tenancy.Tenant;
import com.flowex.marketdata.api.KlinesEndpoint;
import com.flowex.marketdata.api.MarketEndpoint;
import com.flowex.marketdata.api.StatisticsEndpoint;
import com.flowex.marketdata.api.stream.MarketChannels;
import com.flowex.marketdata.app.CrossedMarketProbe;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.app.MarketStatistics;
import com.flowex.marketdata.store.WindowQueries;
import com.flowex.platform.Platform;
import com.flowex.platform.database.export.TenantExport;
import com.flowex.platform.monitor.HealthMonitor;
import io.helidon.websocket.WsListener;
import java.util.List;
import java.util.Locale;

/** The wired market data service: the endpoints that read its view, and the stream. */
public final class MarketDataService implements AutoCloseable {

    private final Platform platform;
    private final List<PriceSource> sources;
    private final MarketDataReader reader;
    private final MarketQueries reads;
    private final MarketChannels channels;
    private final StreamHub stream;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param reader view of market data, which its owner starts and closes
     * @param sources sources of prices other than a market's users; empty without a demo market
     */
    public MarketDataService(Edge edge, MarketDataReader reader, List<PriceSource> sources) {
        this.platform = edge.platform();
        this.sources = List.copyOf(sources);
        this.reader = reader;
        this.reads = reader.reads();
        this.channels =
                new MarketChannels(reader::markets, reader::mayStream, StreamLimits.DEFAULT, StreamClock.SYSTEM);
        this.stream = channels.hub(MarketChannels.figures(platform.telemetry()), platform.workers());
        reader.whenShownAnew(this::shownAnew);
    }

    /** Asks clients of the markets that were shown before to connect again, because their books begin anew. */
    private void shownAnew() {
        channels.shownAnew();
        stream.sayGoodbye();
    }

    /** Starts to serve the stream. */
    public void start() {
        stream.start();
    }

    /** Adds the probe of the markets to the health monitor. */
    public void watch(HealthMonitor monitor) {
        new CrossedMarketProbe(reader::markets, platform.telemetry()).start(monitor);
    }

    /** Returns the listener for a new WebSocket of {@code /ws/market-data}. */
    public WsListener listener(SocketClient client) {
        return stream.listener(client);
    }

    /**
     * Returns the tables of market data to export for a tenant. Books are not exported: they follow from the open
     * orders.
     */
    public static List<TenantExport> exports() {
        return List.of(
                TenantExport.of("trade", "*", "marketdata.trade", "tenant_id", "instrument_id, trade_id"),
                TenantExport.of(
                        "candle",
                        "*",
                        "marketdata.candle",
                        "tenant_id",
                        "instrument_id, interval_seconds, open_seconds"));
    }

    public Routes routes() {
        MarketEndpoint markets = new MarketEndpoint(reader::markets, StreamClock.SYSTEM);
        KlinesEndpoint klines = new KlinesEndpoint(reads, markets);
        StatisticsEndpoint statistics = new StatisticsEndpoint(
                new MarketStatistics(
                        new WindowQueries(platform.database()),
                        reader::markets,
                        StreamClock.SYSTEM,
                        platform.telemetry().registry()),
                markets);
        return new Routes()
                .get("/api/market-data/statistics/{symbol}", Access.PUBLIC, current(statistics::statistics))
                .query("window")
                .weight(2)
                .get("/api/market-data/volume-profile/{symbol}", Access.PUBLIC, current(statistics::profile))
                .query("window", "bins")
                .weight(4)
                .get("/api/market-data/book-history/{symbol}", Access.PUBLIC, current(statistics::book))
                .query("window")
                .weight(4)
                .get("/api/market-data/movers", Access.PUBLIC, current(statistics::movers))
                .query("window", "limit")
                .weight(2)
                .get("/api/market-data/tickers", Access.PUBLIC, current(markets::tickers))
                .get("/api/market-data/ticker/{symbol}", Access.PUBLIC, current(markets::ticker))
                .get("/api/market-data/trades/{symbol}", Access.PUBLIC, current(markets::trades))
                .query("limit", "cursor")
                .get("/api/market-data/klines/{symbol}", Access.PUBLIC, current(klines::klines))
                .query("interval", "start", "end", "limit")
                .weight(2)
                .get("/api/market-data/depth/{symbol}", Access.PUBLIC, current(markets::depth))
                .query("limit")
                .get("/api/trading/orderbook/{symbol}", Access.PUBLIC, current(markets::depth))
                .query("limit")
                .get("/api/market-data/sources", Access.PUBLIC, this::sources);
    }

    /** Returns an endpoint that first waits until the view shows the event of the header {@code X-Min-Sequence}. */
    private Endpoint current(Endpoint endpoint) {
        return request -> {
            reads.shown(request.tenant(), request.minSequence());
            return endpoint.answer(request);
        };
    }

    private record SourceOut(String symbol, String kind, String detail) {

        static SourceOut of(PriceSource source) {
            return new SourceOut(source.symbol(), source.kind().name().toLowerCase(Locale.ROOT), source.detail());
        }
    }

    private Answer sources(Request request) {
        boolean demo = request.tenant() == Tenant.DEFAULT; // the demo market belongs to the default tenant only
        return Answer.ok(Page.whole(demo ? sources.stream().map(SourceOut::of).toList() : List.<SourceOut>of()));
    }

    /**
     * Closes the stream's connections with a goodbye. To be called before the HTTP server stops, which would cut them
     * off.
     */
    public void closeStream() {
        stream.close();
    }

    @Override
    public void close() {
        stream.close();
    }
}
