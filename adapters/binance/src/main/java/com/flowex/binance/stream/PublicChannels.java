package com.flowex.binance.stream;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.StreamClock;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.binance.market.WindowStatistics;
import com.flowex.marketdata.api.stream.BestLevelsChannel;
import com.flowex.marketdata.api.stream.KlinesChannel;
import com.flowex.marketdata.api.stream.TradesChannel;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.marketdata.view.PublishedDepth;
import com.flowex.marketdata.view.Tape;
import com.flowex.marketdata.view.book.DepthChange;
import com.flowex.platform.errors.Refusal;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public streams of markets, by their names in this dialect, with times in one unit. Subscribers share messages, so
 * each unit has its own instance.
 */
final class PublicChannels {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long TENTH_NANOS = 100_000_000L;

    private static final Pattern DEPTH = Pattern.compile("depth(5|10|20)?(@100ms|@1000ms)?");

    private static final String NAMES =
            "aggTrade, trade, kline_<interval>, miniTicker, ticker, ticker_<1h|4h|1d>, bookTicker,"
                    + " avgPrice, depth[@100ms] and depth<5|10|20>[@100ms] of each market, and !miniTicker@arr, !ticker@arr and"
                    + " !ticker_<1h|4h|1d>@arr of all";

    private record Span(long from, long to) {}

    private record AtSecond(long sequence, long second) {}

    private final Symbols symbols;
    private final Supplier<PublicMarkets> markets;
    private final StreamClock clock;
    private final InstantSource time;
    private final StreamEventJson texts;
    private final Tape.Words trades = new Tape.Words();
    private final Tape.Words aggregates = new Tape.Words();
    private final StreamMessageCache shared = new StreamMessageCache();
    private final TickViews ticks = new TickViews();

    /**
     * Makes the streams.
     *
     * @param markets current markets; a rebuild replaces them
     * @param unit unit of the times
     */
    PublicChannels(
            Symbols symbols,
            Supplier<PublicMarkets> markets,
            StreamClock clock,
            InstantSource time,
            TimestampUnit unit) {
        this.symbols = symbols;
        this.markets = markets;
        this.clock = clock;
        this.time = time;
        this.texts = new StreamEventJson(time, unit);
    }

    /** Clears the caches after the markets were replaced. */
    void forget() {
        shared.forget();
        ticks.forget();
    }

    /** True if a name has the form of a public stream, though the stream may not exist. */
    static boolean isPublic(String name) {
        return name.startsWith("!") || name.indexOf('@') >= 0;
    }

    /**
     * Makes a channel.
     *
     * @throws Refusal if there is no such stream
     */
    Channel channel(int tenant, String name) {
        if (name.startsWith("!")) {
            return ofAll(tenant, name);
        }
        int at = name.indexOf('@');
        PublicMarket market = market(tenant, name.substring(0, at));
        String subject = name.substring(at + 1);
        return switch (subject) {
            case "trade" -> new TradesChannel(market, trades, trade -> texts.trade(market.listing(), trade));
            case "aggTrade" ->
                new AggregatesChannel(market, aggregates, whole -> texts.aggregate(market.listing(), whole));
            case "miniTicker", "ticker", "ticker_1h", "ticker_4h", "ticker_1d" ->
                everySecond(market, now -> ticker(market, now, subject));
            case "avgPrice" -> everySecond(market, now -> averagePrice(market, now));
            case "bookTicker" -> new BestLevelsChannel(market, 1, depth -> best(market, depth));
            default -> subject.startsWith("kline_") ? klines(market, subject) : depth(market, name, subject);
        };
    }

    private PublicMarket market(int tenant, String lowerCase) {
        String symbol = lowerCase.toUpperCase(Locale.ROOT);
        if (symbol.equals(lowerCase)) {
            throw BinanceErrorCode.BAD_SYMBOL.refusal(
                    "Symbols of streams are written in lower case, '" + lowerCase + "' is not.");
        }
        return symbols.find(tenant, symbol)
                .flatMap(
                        listed -> markets.get().find(tenant, listed.instrument().symbol()))
                .orElseThrow(() -> BinanceErrorCode.BAD_SYMBOL.refusal("Invalid symbol."));
    }

    private static Refusal unknown(String name) {
        return BinanceErrorCode.INVALID_PARAMETER.refusal(
                "There is no stream '" + name + "'; there are " + NAMES + ".");
    }

    private Channel ofAll(int tenant, String name) {
        String subject =
                switch (name) {
                    case "!miniTicker@arr" -> "miniTicker";
                    case "!ticker@arr" -> "ticker";
                    case "!ticker_1h@arr" -> "ticker_1h";
                    case "!ticker_4h@arr" -> "ticker_4h";
                    case "!ticker_1d@arr" -> "ticker_1d";
                    default -> throw unknown(name);
                };
        PublicMarkets now = markets.get();
        return new AllMarketsChannel(
                () -> now.of(tenant),
                now.ofAll(tenant),
                ticks,
                new TickSchedule(clock, SECOND_NANOS),
                (market, view) -> ticker(market, view, subject));
    }

    private Channel everySecond(PublicMarket market, Function<MarketView, String> words) {
        return new MarketChannel(
                market, ticks, new TickSchedule(clock, SECOND_NANOS), (_, now) -> Optional.of(words.apply(now)));
    }

    private String ticker(PublicMarket market, MarketView now, String subject) {
        long millis = time.millis();
        return shared.text(
                market,
                subject,
                new AtSecond(now.sequence(), millis / 1_000),
                () -> tickerText(market, now, subject, millis));
    }

    private String tickerText(PublicMarket market, MarketView now, String subject, long millis) {
        WindowStatistics day = WindowStatistics.endingNow(market, now, Interval.ONE_DAY.seconds(), millis);
        return switch (subject) {
            case "miniTicker" -> texts.miniTicker(day);
            case "ticker" -> texts.dayTicker(day);
            case "ticker_1d" -> texts.windowTicker("1d", day);
            case "ticker_4h" ->
                texts.windowTicker(
                        "4h", WindowStatistics.endingNow(market, now, Interval.FOUR_HOURS.seconds(), millis));
            default ->
                texts.windowTicker("1h", WindowStatistics.endingNow(market, now, Interval.ONE_HOUR.seconds(), millis));
        };
    }

    private String averagePrice(PublicMarket market, MarketView now) {
        return shared.text(
                market,
                "avgPrice",
                now.sequence(),
                () -> texts.averagePrice(
                        WindowStatistics.endingNow(market, now, WindowStatistics.AVERAGE_SECONDS, time.millis())));
    }

    private String best(PublicMarket market, PublishedDepth depth) {
        return shared.text(
                market,
                "bookTicker",
                depth.depth().sequence(),
                () -> StreamEventJson.best(market.listing(), depth.depth()));
    }

    private Channel klines(PublicMarket market, String subject) {
        Interval interval = Interval.of(subject.substring("kline_".length()))
                .orElseThrow(() -> BinanceErrorCode.BAD_INTERVAL.refusal("Invalid interval."));
        return new KlinesChannel(
                market,
                interval,
                (of, kline) -> shared.text(of, subject, kline, () -> texts.kline(of, kline)),
                SECOND_NANOS,
                clock);
    }

    private Channel depth(PublicMarket market, String name, String subject) {
        Matcher requested = DEPTH.matcher(subject);
        if (!requested.matches()) {
            throw unknown(name);
        }
        TickSchedule pace = new TickSchedule(clock, "@100ms".equals(requested.group(2)) ? TENTH_NANOS : SECOND_NANOS);
        return requested.group(1) == null
                ? changes(market, pace)
                : partial(market, pace, Integer.parseInt(requested.group(1)));
    }

    /**
     * Returns a channel of depth changes since the first tick; the client gets the earlier state from a snapshot over
     * HTTP.
     */
    private Channel changes(PublicMarket market, TickSchedule pace) {
        String stream = "depth " + pace.periodNanos();
        return new MarketChannel(market, ticks, pace, (before, now) -> before.map(MarketView::depth)
                .filter(known -> known.depth().sequence() != now.depth().depth().sequence())
                .map(known -> change(market, stream, known, now.depth())));
    }

    private String change(PublicMarket market, String stream, PublishedDepth known, PublishedDepth now) {
        Span span = new Span(known.depth().sequence(), now.depth().sequence());
        return shared.text(
                market,
                stream,
                span,
                () -> texts.depthUpdate(market.listing(), DepthChange.between(known.depth(), now.depth())));
    }

    private Channel partial(PublicMarket market, TickSchedule pace, int levels) {
        return new MarketChannel(market, ticks, pace, (before, now) -> {
            boolean isNews =
                    before.isEmpty() || now.depth().differs(before.get().depth().depth(), levels);
            return isNews ? Optional.of(part(market, now.depth(), levels)) : Optional.empty();
        });
    }

    private String part(PublicMarket market, PublishedDepth depth, int levels) {
        return shared.text(
                market,
                "depth" + levels,
                depth.depth().sequence(),
                () -> StreamEventJson.partialDepth(market.listing(), depth.depth(), levels));
    }
}
