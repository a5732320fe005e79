package com.flowex.binance.stream;

import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.socket.StreamClock;
import com.flowex.access.socket.StreamHub;
import com.flowex.access.socket.StreamLimits;
import com.flowex.access.socket.StreamMetrics;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.marketdata.MarketDataReader;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.platform.Platform;
import com.flowex.platform.telemetry.Telemetry;
import io.helidon.websocket.WsListener;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/** Wiring of the streams at {@code /ws} and {@code /stream}. */
public final class BinanceStreams implements AutoCloseable {

    /** Path for events without an envelope; stream names follow it. */
    public static final String RAW_PATH = "/ws";

    /** Path for events in an envelope. */
    public static final String COMBINED_PATH = "/stream";

    /** Query parameter of {@link #COMBINED_PATH} with the names of streams. */
    public static final String STREAMS = "streams";

    /** Query parameters allowed at {@link #RAW_PATH}. */
    public static final Set<String> RAW_QUERY = Set.of(TimestampUnit.PARAMETER);

    /** Query parameters allowed at {@link #COMBINED_PATH}. */
    public static final Set<String> COMBINED_QUERY = Set.of(STREAMS, TimestampUnit.PARAMETER);

    /** Maximum number of streams per connection, as Binance documents it. */
    static final int STREAMS_MAX = 1_024;

    /** Enough for the names of several hundred streams. */
    private static final int MESSAGE_LENGTH_MAX = 32_768;

    private final MarketDataReader marketdata;
    private final PublicChannels inMillis;
    private final PublicChannels inMicros;
    private final PrivateStreams own;
    private final InstantSource time;
    private final StreamHub hub;

    /**
     * Makes the streams; {@link #start} starts them.
     *
     * @param own private streams
     */
    public BinanceStreams(
            Platform platform, Symbols symbols, MarketDataReader marketdata, PrivateStreams own, InstantSource time) {
        this.marketdata = marketdata;
        Supplier<PublicMarkets> markets = marketdata.reads()::markets;
        this.inMillis = new PublicChannels(symbols, markets, StreamClock.SYSTEM, time, TimestampUnit.MILLISECOND);
        this.inMicros = new PublicChannels(symbols, markets, StreamClock.SYSTEM, time, TimestampUnit.MICROSECOND);
        this.own = own;
        this.time = time;
        Telemetry telemetry = platform.telemetry();
        this.hub = new StreamHub(
                "binance-streams",
                (client, line) -> new StreamsSession(this, client, line),
                StreamLimits.DEFAULT.with(STREAMS_MAX, MESSAGE_LENGTH_MAX),
                StreamClock.SYSTEM,
                new StreamMetrics(
                        "flowex.binance.stream", "Binance stream", telemetry.registry(), telemetry.tenantLabels()),
                platform.workers());
        marketdata.whenShownAnew(this::shownAnew);
    }

    /** Asks clients of the replaced markets to connect again, because their books restart. */
    private void shownAnew() {
        inMillis.forget();
        inMicros.forget();
        hub.sayGoodbye();
    }

    /** Starts to supervise connections. */
    public void start() {
        hub.start();
    }

    /** Returns the listener for a new WebSocket. */
    public WsListener listener(SocketClient client) {
        return hub.listener(client);
    }

    PublicChannels channels(TimestampUnit unit) {
        return switch (unit) {
            case MILLISECOND -> inMillis;
            case MICROSECOND -> inMicros;
        };
    }

    PrivateStreams own() {
        return own;
    }

    boolean mayServe(int tenant) {
        return marketdata.mayStream(tenant);
    }

    Timestamp now() {
        return Timestamp.of(time.instant());
    }

    /** Notifies clients of the shutdown, and says goodbye. */
    @Override
    public void close() {
        hub.close();
    }
}
