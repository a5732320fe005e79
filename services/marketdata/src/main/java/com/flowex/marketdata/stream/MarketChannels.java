package com.flowex.marketdata.stream;

import com.flowex.edge.http.SocketGuest;
import com.flowex.edge.stream.Channel;
import com.flowex.edge.stream.Conversation;
import com.flowex.edge.stream.Line;
import com.flowex.edge.stream.StreamClock;
import com.flowex.edge.stream.StreamFigures;
import com.flowex.edge.stream.StreamHub;
import com.flowex.edge.stream.StreamLimits;
import com.flowex.ground.telemetry.Telemetry;
import com.flowex.ground.work.Workers;
import com.flowex.marketdata.market.PublicMarket;
import com.flowex.marketdata.market.PublicMarkets;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** What there is to follow of markets, and who may. */
public final class MarketChannels {

    private final Supplier<PublicMarkets> markets;
    private final IntPredicate tenants;
    private final StreamLimits limits;
    private final StreamClock clock;
    private final TickerTexts tickers = new TickerTexts();

    /**
     * Channels of these markets.
     *
     * @param markets as they are now; others after a rebuild
     * @param tenants which tenants have streams now; the connections of others are closed
     */
    public MarketChannels(
            Supplier<PublicMarkets> markets, IntPredicate tenants, StreamLimits limits, StreamClock clock) {
        this.markets = markets;
        this.tenants = tenants;
        this.limits = limits;
        this.clock = clock;
    }

    /** A hub whose connections follow these. */
    public StreamHub hub(StreamFigures figures, Workers workers) {
        return new StreamHub("market-data", this::conversation, limits, clock, figures, workers);
    }

    /** Where a hub's connections are counted. */
    public static StreamFigures figures(Telemetry telemetry) {
        return new StreamFigures("flowex.websocket", "market data", telemetry.registry(), telemetry.tenantLabels());
    }

    private Conversation conversation(SocketGuest guest, Line line) {
        return new MarketConversation(this, guest.tenant(), line);
    }

    boolean mayServe(int tenant) {
        return tenants.test(tenant);
    }

    int subscriptionsMax() {
        return limits.subscriptionsMax();
    }

    Optional<PublicMarket> market(int tenant, String symbol) {
        return markets.get().find(tenant, symbol);
    }

    Channel channel(StreamRequest.Kind kind, PublicMarket market) {
        return switch (kind) {
            case DEPTH -> new DepthChannel(market);
            case TRADES -> new TradesChannel(market);
            case TICKER -> new TickerChannel(market, tickers, clock);
        };
    }
}
