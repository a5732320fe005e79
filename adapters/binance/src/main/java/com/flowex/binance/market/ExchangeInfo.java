package com.flowex.binance.market;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.orderentry.market.ListedMarket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Operation {@code exchangeInfo}: the markets, and their trading rules. */
final class ExchangeInfo {

    private static final String SPOT = "SPOT";

    private final MarketSelector markets;
    private final Symbols symbols;
    private final IntFunction<SelfTradePrevention> preventions;
    private final Predicate<ListedMarket> onMargin;
    private final List<RateLimit> limits;
    private final InstantSource clock;

    /**
     * Makes the operation.
     *
     * @param preventions default self-trade prevention, by tenant
     * @param onMargin true for a market that trades borrowed money
     * @param limits rate limits of the caller
     */
    ExchangeInfo(
            MarketSelector markets,
            Symbols symbols,
            IntFunction<SelfTradePrevention> preventions,
            Predicate<ListedMarket> onMargin,
            List<RateLimit> limits,
            InstantSource clock) {
        this.markets = markets;
        this.symbols = symbols;
        this.preventions = preventions;
        this.onMargin = onMargin;
        this.limits = List.copyOf(limits);
        this.clock = clock;
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record Answer(
            String timezone,
            Timestamp serverTime,
            List<RateLimit> rateLimits,
            List<Object> exchangeFilters,
            List<MarketOut> symbols) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record MarketOut(
            String symbol,
            SymbolStatus status,
            String baseAsset,
            int baseAssetPrecision,
            String quoteAsset,
            int quotePrecision,
            int quoteAssetPrecision,
            int baseCommissionPrecision,
            int quoteCommissionPrecision,
            List<String> orderTypes,
            boolean icebergAllowed,
            boolean ocoAllowed,
            boolean otoAllowed,
            boolean opoAllowed,
            boolean quoteOrderQtyMarketAllowed,
            boolean allowTrailingStop,
            boolean cancelReplaceAllowed,
            boolean amendAllowed,
            boolean isSpotTradingAllowed,
            boolean isMarginTradingAllowed,
            List<Object> filters,
            List<String> permissions,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<List<String>> permissionSets,

            SelfTradePrevention defaultSelfTradePreventionMode,
            List<SelfTradePrevention> allowedSelfTradePreventionModes) {}

    Object answer(OperationCall call) {
        Optional<List<ListedMarket>> named = markets.named(call);
        Optional<SymbolStatus> status =
                call.params().oneOf("symbolStatus", SymbolStatus.class, BinanceErrorCode.INVALID_PARAMETER);
        boolean isSpot = isSpot(call, named.isPresent());
        if (named.isPresent() && status.isPresent()) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: symbolStatus goes with neither symbol nor symbols.");
        }
        boolean withSets = call.params().flag("showPermissionSets").orElse(true);
        List<MarketOut> shown = named.orElseGet(() -> isSpot ? symbols.all(call.tenant()) : List.of()).stream()
                .filter(market -> status.isEmpty() || status.get() == SymbolStatus.of(market.state()))
                .map(market -> shown(market, withSets))
                .toList();
        return new Answer("UTC", Timestamp.of(clock.instant()), limits, List.of(), shown);
    }

    /** True if the call asks for spot markets: there are no others. */
    private static boolean isSpot(OperationCall call, boolean isNamed) {
        Optional<String> permissions = call.params().text("permissions");
        if (permissions.isPresent() && isNamed) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: permissions goes with neither symbol nor symbols.");
        }
        return permissions.isEmpty()
                || permissions.get().equals(SPOT)
                || Arrays.asList(permissions.get().split("[\\[\\]\",\\s]+")).contains(SPOT);
    }

    private MarketOut shown(ListedMarket market, boolean withSets) {
        Set<OrderKind> kinds = market.instrument().rules().risk().kinds();
        int base = market.quantityScale().places();
        int quote = market.quoteScale().places();
        return new MarketOut(
                Symbols.of(market),
                SymbolStatus.of(market.state()),
                market.base().code(),
                base,
                market.quote().code(),
                quote,
                quote,
                base,
                quote,
                orderTypes(market.state(), kinds),
                kinds.contains(OrderKind.ICEBERG),
                kinds.contains(OrderKind.OCO),
                true,
                true,
                kinds.contains(OrderKind.MARKET),
                kinds.contains(OrderKind.TRAILING_STOP),
                true,
                true,
                true,
                onMargin.test(market),
                MarketFilters.of(market),
                List.of(SPOT),
                withSets ? List.of(List.of(SPOT)) : null,
                preventions.apply(market.instrument().tenant()),
                List.of(SelfTradePrevention.values()));
    }

    private static List<String> orderTypes(MarketState state, Set<OrderKind> kinds) {
        List<String> types = new ArrayList<>();
        boolean isOpen = state != MarketState.POST_ONLY;
        for (OrderKind kind : kinds) {
            switch (kind) {
                case LIMIT -> {
                    if (isOpen) {
                        types.add(kind.name());
                    }
                    types.add("LIMIT_MAKER");
                }
                case MARKET, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT -> {
                    if (isOpen) {
                        types.add(kind.name());
                    }
                }
                case TRAILING_STOP, ICEBERG, TWAP, OCO -> {} // reported elsewhere, or not in this dialect
            }
        }
        return types;
    }
}
