package com.flowex.marketdata.api.stream;

import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.socket.Channel;
import com.flowex.access.socket.StreamClock;
import com.flowex.access.socket.StreamHub;
import com.flowex.access.socket.StreamLimits;
import com.flowex.access.socket.StreamLink;
import com.flowex.access.socket.StreamMetrics;
import com.flowex.access.socket.StreamProtocol;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.marketdata.view.PublishedDepth;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.telemetry.Telemetry;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Channels of the market data stream, and the tenants that may subscribe to them. */
public final class MarketChannels {

    private final Supplier<PublicMarkets> markets;
    private final IntPredicate tenants;
    private final StreamLimits limits;
    private final StreamClock clock;
    private final TickerMessageCache tickers = new TickerMessageCache();
    private final MiniTickerMessageCache miniTickers = new MiniTickerMessageCache();
    private final KlineMessageCache klines = new KlineMessageCache();

    /**
     * Creates the channels of these markets.
     *
     * @param markets supplier of the markets as they are now; it returns another object after a rebuild
     * @param tenants predicate of the tenants that have streams now; the connections of others are closed
     */
    public MarketChannels(
            Supplier<PublicMarkets> markets, IntPredicate tenants, StreamLimits limits, StreamClock clock) {
        this.markets = markets;
        this.tenants = tenants;
        this.limits = limits;
        this.clock = clock;
    }

    /** Returns a hub whose connections subscribe to these channels. */
    public StreamHub hub(StreamMetrics figures, Workers workers) {
        return new StreamHub("market-data", this::conversation, limits, clock, figures, workers);
    }

    /** Returns the metrics of a hub's connections. */
    public static StreamMetrics figures(Telemetry telemetry) {
        return new StreamMetrics(
                "flowex.market.data.stream", "market data", telemetry.registry(), telemetry.tenantLabels());
    }

    private StreamProtocol conversation(SocketClient client, StreamLink line) {
        return new MarketStreamProtocol(this, client.tenant(), line);
    }

    /** Clears the caches of messages when other markets are shown. */
    public void shownAnew() {
        tickers.forget();
        miniTickers.forget();
        klines.forget();
    }

    boolean mayServe(int tenant) {
        return tenants.test(tenant);
    }

    int subscriptionsMax() {
        return limits.subscriptionsMax();
    }

    /** Returns a new channel; empty if its market is not listed. */
    Optional<Channel> channel(int tenant, StreamRequest.Topic topic) {
        PublicMarkets now = markets.get();
        return switch (topic.kind()) {
            case HEARTBEAT -> Optional.of(new HeartbeatChannel(clock));
            case MINI_TICKERS ->
                Optional.of(new MiniTickersChannel(() -> now.of(tenant), now.ofAll(tenant), miniTickers, clock));
            default -> now.find(tenant, topic.symbol()).map(market -> channel(topic, market));
        };
    }

    private Channel channel(StreamRequest.Topic topic, PublicMarket market) {
        return switch (topic.kind()) {
            case DEPTH -> new DepthChannel(market);
            case TRADES -> new TradesChannel(market);
            case TICKER -> new TickerChannel(market, tickers, clock);
            case KLINES ->
                new KlinesChannel(
                        market, topic.interval().orElseThrow(), klines::text, KlinesChannel.PAUSE_NANOS, clock);
            case MINI_TICKER -> new MiniTickersChannel(() -> List.of(market), market, miniTickers, clock);
            case BEST_PRICE -> new BestLevelsChannel(market, 1, PublishedDepth::bestText);
            case PARTIAL_DEPTH ->
                new BestLevelsChannel(market, topic.levels(), depth -> depth.partText(topic.levels()));
            case MINI_TICKERS, HEARTBEAT -> throw new IllegalArgumentException(topic + " is of no market");
        };
    }
}
