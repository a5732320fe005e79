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

    private final OrderEntryService desk;
    private final ConvertSettings settings;
    private final InstantSource clock;

    ConvertPricing(OrderEntryService desk, ConvertSettings settings, InstantSource clock) {
        this.desk = desk;
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
        ConvertRoute way = way(account, from, to);
        ClientOrderId id = desk.defaults().clientOrderId();
        OrderPlan market = plan(way, id, marketOrder(way, units), way.side() == Side.SELL ? units : 0);
        if (market.filled().units() == 0) {
            throw Refusal.refused(RejectReason.NO_LIQUIDITY);
        }
        Price worst = worst(way, market);
        long quantity = way.side() == Side.SELL ? units : payable(way, worst, units);
        OrderPlan plan = plan(way, id, new OrderTerms.Limit(worst, TimeInForce.IOC, false), quantity);
        if (costsMore(way, plan, units)) {
            quantity = payable(way, worst, units - plan.trades());
            plan = plan(way, id, new OrderTerms.Limit(worst, TimeInForce.IOC, false), quantity);
        }
        if (plan.filled().units() < quantity || costsMore(way, plan, units)) {
            throw new Refusal(
                    RefusalCode.NO_LIQUIDITY, "the book does not offer so much near its price: convert less at a time");
        }
        return convert(way, worst, plan);
    }

    /** Each fill of a buy may cost a fraction of a unit more than its price says. */
    private static boolean costsMore(ConvertRoute way, OrderPlan plan, long units) {
        return way.side() == Side.BUY && plan.quoteUnits() > units;
    }

    private Convert convert(ConvertRoute way, Price worst, OrderPlan plan) {
        boolean isBuy = way.side() == Side.BUY;
        long filled = plan.filled().units();
        Instant now = clock.instant();
        return new Convert(
                UUID.fromString(desk.defaults().clientOrderId().toString()),
                way.account(),
                way.market().instrument().id(),
                way.side(),
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

    private ConvertRoute way(AccountId account, Asset from, Asset to) {
        for (ListedMarket market : desk.listed().of(account.tenant())) {
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

    private static OrderTerms marketOrder(ConvertRoute way, long units) {
        return way.side() == Side.SELL ? OrderTerms.Market.MARKET : new OrderTerms.MarketByQuote(units);
    }

    private OrderPlan plan(ConvertRoute way, ClientOrderId id, OrderTerms terms, long quantity) {
        OrderRequest order = new OrderRequest(
                way.account(),
                id,
                way.market().instrument().id(),
                way.side(),
                new Quantity(quantity),
                terms,
                desk.defaults().prevention(way.account().tenant()));
        return desk.test(order).orThrow().plan();
    }

    /** Returns the book's average price, made worse by the slippage of the settings and rounded to a tick. */
    private Price worst(ConvertRoute way, OrderPlan plan) {
        Conversion conversion = way.conversion();
        long tick = way.market().instrument().rules().tickUnits();
        boolean isBuy = way.side() == Side.BUY;
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
                way.market().instrument().rules().priceMaxUnits()));
    }

    /** As many whole lots as an amount pays for at a price. */
    private static long payable(ConvertRoute way, Price price, long units) {
        long lot = way.market().instrument().rules().lotUnits();
        Conversion conversion = way.conversion();
        BigInteger most = BigInteger.valueOf(units)
                .multiply(BigInteger.valueOf(conversion.divisor()))
                .divide(BigInteger.valueOf(price.units()).multiply(BigInteger.valueOf(conversion.multiplier())));
        long quantity = most.min(
                        BigInteger.valueOf(way.market().instrument().rules().quantityMaxUnits()))
                .longValueExact();
        if (quantity < lot) {
            throw Refusal.refused(RejectReason.QUANTITY_TOO_SMALL);
        }
        return quantity / lot * lot;
    }
}
