package com.flowex.binance.market;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.marketdata.app.MarketQueries;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.PublicMarkets;
import com.flowex.orderentry.market.ListedMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Selects the markets that a call names by {@code symbol} or by {@code symbols}; without either, all markets. */
final class MarketSelector {

    /** Maximum number of symbols in one call. */
    static final int NAMED_MAX = 100;

    private static final String ONE = "symbol";
    private static final String SEVERAL = "symbols";
    private static final String STATUS = "symbolStatus";

    private static final Pattern NAME = Pattern.compile("\"([A-Z0-9]{1,40})\"");
    private static final Pattern NAMES =
            Pattern.compile("\\s*\\[\\s*(\"[A-Z0-9]{1,40}\"(\\s*,\\s*\"[A-Z0-9]{1,40}\")*)\\s*]\\s*");

    private final Symbols symbols;
    private final MarketQueries reads;

    MarketSelector(Symbols symbols, MarketQueries reads) {
        this.symbols = symbols;
        this.reads = reads;
    }

    /** A market with its public view. */
    record ViewedMarket(ListedMarket listed, PublicMarket market) {

        String symbol() {
            return Symbols.of(listed);
        }
    }

    /**
     * Markets selected by a call.
     *
     * @param isOne true if the call named a single one, whose answer is not in a list
     */
    record SelectedMarkets(boolean isOne, List<ViewedMarket> markets) {}

    /** Returns the market that the call must name. */
    ViewedMarket one(OperationCall call) {
        ListedMarket listed = symbols.required(call);
        return seen(shown(call), listed)
                .filter(each -> isOfStatus(call, each.listed))
                .orElseThrow(() -> wrong(call));
    }

    /** Returns one, several or all markets. */
    SelectedMarkets any(OperationCall call) {
        List<ListedMarket> listed = named(call).orElseGet(() -> symbols.all(call.tenant()));
        return requested(call, listed);
    }

    /** Returns one or several markets, at least one. */
    SelectedMarkets some(OperationCall call) {
        return requested(call, named(call).orElseThrow(() -> com.flowex.binance.call.Params.missing(ONE)));
    }

    private SelectedMarkets requested(OperationCall call, List<ListedMarket> listed) {
        boolean isOne = call.params().has(ONE);
        PublicMarkets shown = shown(call);
        List<ViewedMarket> markets = listed.stream()
                .filter(each -> isOfStatus(call, each))
                .flatMap(each -> seen(shown, each).stream())
                .toList();
        if (isOne && markets.isEmpty()) {
            throw wrong(call);
        }
        return new SelectedMarkets(isOne, markets);
    }

    /** Returns the named markets; empty if the call names none. */
    Optional<List<ListedMarket>> named(OperationCall call) {
        Optional<ListedMarket> one = symbols.optional(call);
        Optional<String> several = call.params().text(SEVERAL);
        if (one.isPresent() && several.isPresent()) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: either symbol or symbols.");
        }
        return several.isPresent() ? Optional.of(list(call.tenant(), several.get())) : one.map(List::of);
    }

    private List<ListedMarket> list(int tenant, String text) {
        Matcher all = NAMES.matcher(text);
        if (!all.matches()) {
            throw BinanceErrorCode.ILLEGAL_CHARS.refusal(
                    "Illegal characters found in parameter 'symbols'; legal is [\"BTCUSDT\",\"ETHUSDT\"].");
        }
        List<ListedMarket> markets = new ArrayList<>();
        Matcher each = NAME.matcher(all.group(1));
        while (each.find()) {
            ListedMarket market = symbols.named(tenant, each.group(1));
            if (!markets.contains(market)) {
                markets.add(market);
            }
        }
        if (markets.size() > NAMED_MAX) {
            throw BinanceErrorCode.ILLEGAL_CHARS.refusal("Parameter 'symbols' may name " + NAMED_MAX + " at most.");
        }
        return markets;
    }

    private static boolean isOfStatus(OperationCall call, ListedMarket market) {
        return call.params()
                .oneOf(STATUS, SymbolStatus.class, BinanceErrorCode.INVALID_PARAMETER)
                .map(status -> status == SymbolStatus.of(market.state()))
                .orElse(true);
    }

    private static com.flowex.platform.errors.Refusal wrong(OperationCall call) {
        return call.params().has(STATUS)
                ? BinanceErrorCode.WRONG_STATUS.refusal(
                        "The symbol's status does not match the requested symbolStatus.")
                : BinanceErrorCode.BAD_SYMBOL.refusal("Invalid symbol.");
    }

    private PublicMarkets shown(OperationCall call) {
        return reads.shown(call.tenant(), call.minSequence());
    }

    /** Returns a market with its view; empty if the market was listed just now and the view does not show it yet. */
    private static Optional<ViewedMarket> seen(PublicMarkets shown, ListedMarket listed) {
        return shown.find(listed.instrument().tenant(), listed.instrument().symbol())
                .map(market -> new ViewedMarket(listed, market));
    }
}
