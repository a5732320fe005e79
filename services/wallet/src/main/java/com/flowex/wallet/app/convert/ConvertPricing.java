package com.flowex.wallet.app.convert;

import com.flowex.domain.RejectReason;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Notional.Conversion;
import com.flowex.domain.order.OrderPlan;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.store.convert.Convert;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Pricing of conversions. It tests the order against the log: the result is the one of now, with its fee. */
final class ConvertPricing {

    private static final long WHOLE = 10_000;

    private final OrderEntryService orderEntry;
    private final ConvertSettings settings;
    private final InstantSource clock;

    ConvertPricing(OrderEntryService orderEntry, ConvertSettings settings, InstantSource clock) {
        this.orderEntry = orderEntry;
        this.settings = settings;
        this.clock = clock;
    }

    /** Market and side for a conversion. */
    private record ConvertRoute(AccountId account, ListedMarket market, Side side) {

        Conversion conversion() {
            return Conversion.of(market.priceScale(), market.quantityScale(), market.quoteScale());
        }
    }

    /**
     * Prices a conversion.
     *
     * @param units amount of {@code from}: sold in full, or the most that is paid
     * @throws Refusal if there is no market for it, or the log would refuse it
     */
    Convert quote(AccountId account, Asset from, Asset to, long units) {
        ConvertRoute route = route(account, from, to);
        ClientOrderId id = orderEntry.defaults().clientOrderId();
        OrderPlan market = plan(route, id, marketOrder(route, units), route.side() == Side.SELL ? units : 0);
        if (market.filled().units() == 0) {
            throw Refusal.refused(RejectReason.NO_LIQUIDITY);
        }
        Price worst = worst(route, market);
        long quantity = route.side() == Side.SELL ? units : payable(route, worst, units);
        OrderPlan plan = plan(route, id, new OrderTerms.Limit(worst, TimeInForce.IOC, false), quantity);
        if (costsMore(route, plan, units)) {
            quantity = payable(route, worst, units - plan.trades());
            plan = plan(route, id, new OrderTerms.Limit(worst, TimeInForce.IOC, false), quantity);
        }
        if (plan.filled().units() < quantity || costsMore(route, plan, units)) {
            throw new Refusal(
                    RefusalCode.NO_LIQUIDITY, "the book does not offer so much near its price: convert less at a time");
        }
        return convert(route, worst, plan);
    }

    /** Each fill of a buy may cost a fraction of a unit more than its price says. */
    private static boolean costsMore(ConvertRoute route, OrderPlan plan, long units) {
        return route.side() == Side.BUY && plan.quoteUnits() > units;
    }

    private Convert convert(ConvertRoute route, Price worst, OrderPlan plan) {
        boolean isBuy = route.side() == Side.BUY;
        long filled = plan.filled().units();
        Instant now = clock.instant();
        return new Convert(
                UUID.fromString(orderEntry.defaults().clientOrderId().toString()),
                route.account(),
                route.market().instrument().id(),
                route.side(),
                filled,
                worst.units(),
                isBuy ? plan.quoteUnits() : filled,
                (isBuy ? filled : plan.quoteUnits()) - plan.feeUnits(),
                plan.feeUnits(),
                Convert.Status.QUOTED,
                "",
                0,
                0,
                0,
                0,
                0,
                now.plus(settings.life()),
                now);
    }

    private ConvertRoute route(AccountId account, Asset from, Asset to) {
        for (ListedMarket market : orderEntry.listed().of(account.tenant())) {
            if (market.base().id().equals(from.id()) && market.quote().id().equals(to.id())) {
                return new ConvertRoute(account, market, Side.SELL);
            }
            if (market.quote().id().equals(from.id()) && market.base().id().equals(to.id())) {
                return new ConvertRoute(account, market, Side.BUY);
            }
        }
        throw new Refusal(
                RefusalCode.UNKNOWN_INSTRUMENT,
                "there is no market between " + from.code() + " and " + to.code() + ": convert over a third asset");
    }

    private static OrderTerms marketOrder(ConvertRoute route, long units) {
        return route.side() == Side.SELL ? OrderTerms.Market.MARKET : new OrderTerms.MarketByQuote(units);
    }

    private OrderPlan plan(ConvertRoute route, ClientOrderId id, OrderTerms terms, long quantity) {
        OrderRequest order = new OrderRequest(
                route.account(),
                id,
                route.market().instrument().id(),
                route.side(),
                new Quantity(quantity),
                terms,
                orderEntry.defaults().prevention(route.account().tenant()));
        return orderEntry.test(order).orThrow().plan();
    }

    /** Returns the book's average price, made worse by the slippage of the settings and rounded to a tick. */
    private Price worst(ConvertRoute route, OrderPlan plan) {
        Conversion conversion = route.conversion();
        long tick = route.market().instrument().rules().tickUnits();
        boolean isBuy = route.side() == Side.BUY;
        BigDecimal average = BigDecimal.valueOf(plan.quoteUnits())
                .multiply(BigDecimal.valueOf(conversion.divisor()))
                .multiply(BigDecimal.valueOf(isBuy ? WHOLE + settings.slippage() : WHOLE - settings.slippage()))
                .divide(
                        BigDecimal.valueOf(plan.filled().units())
                                .multiply(BigDecimal.valueOf(conversion.multiplier()))
                                .multiply(BigDecimal.valueOf(WHOLE))
                                .multiply(BigDecimal.valueOf(tick)),
                        0,
                        isBuy ? RoundingMode.CEILING : RoundingMode.FLOOR);
        long ticks = Math.max(1, average.longValueExact());
        return new Price(Math.min(
                Math.multiplyExact(ticks, tick),
                route.market().instrument().rules().priceMaxUnits()));
    }

    /** As many whole lots as an amount pays for at a price. */
    private static long payable(ConvertRoute route, Price price, long units) {
        long lot = route.market().instrument().rules().lotUnits();
        Conversion conversion = route.conversion();
        BigInteger most = BigInteger.valueOf(units)
                .multiply(BigInteger.valueOf(conversion.divisor()))
                .divide(BigInteger.valueOf(price.units()).multiply(BigInteger.valueOf(conversion.multiplier())));
        long quantity = most.min(
                        BigInteger.valueOf(route.market().instrument().rules().quantityMaxUnits()))
                .longValueExact();
        if (quantity < lot) {
            throw Refusal.refused(RejectReason.QUANTITY_TOO_SMALL);
        }
        return quantity / lot * lot;
    }
}
