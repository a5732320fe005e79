package com.flowex.engine;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/**
 * Limit orders that meet more makers than one way through the book allows, and takers that arrive before they are through.
 * Dice of its own: logs without one stay as they are.
 */
final class RandomLongWays {

    private static final int SELDOM = 3_500;
    private static final int MAKERS_MIN = 1_050;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long RICH = 50_000_000L;
    /** Tick and lot of {@link RandomHouse#plain}, which these markets get. */
    private static final long TICK = 5;

    private static final long LOT = 10;

    /** Modes of rules 13: the logs stay as they were. */
    private static final List<SelfTradePrevention> MODES =
            List.copyOf(EnumSet.complementOf(EnumSet.of(SelfTradePrevention.TRANSFER)));

    private final Random random;
    private final RandomAccounts accounts;
    private final ObservedExchange observed;
    private int deposits;
    private int placed;
    private long nowNanos;

    RandomLongWays(long seed, ObservedExchange observed) {
        random = new Random(Long.rotateLeft(seed, 17) ^ 6);
        accounts = new RandomAccounts(random);
        this.observed = observed;
    }

    /** Returns the commands of one such order, its makers before it; mostly none. */
    List<Command> next(long timeNanos) {
        if (random.nextInt(SELDOM) > 0) {
            return List.of();
        }
        nowNanos = timeNanos;
        int tenant = accounts.tenant();
        List<Instrument> markets = observed.marketsOf(tenant);
        if (markets.isEmpty()) {
            return List.of();
        }
        Instrument market = markets.get(random.nextInt(markets.size()));
        AccountId maker = accounts.customerOf(tenant);
        AccountId taker = accounts.customerOf(tenant);
        List<Command> commands = new ArrayList<>();
        prepare(market, List.of(maker, taker), commands);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long lots = random.nextBoolean() ? 2 : 20;
        int makers = MAKERS_MIN + random.nextInt(300);
        for (int i = 0; i < makers; i++) {
            AccountId account = random.nextInt(40) == 0 ? taker : maker;
            commands.add(new PlaceOrder(order(account, market, side.opposite(), lots, resting(market, side, i))));
        }
        take(taker, market, side, lots * (makers - 100 + random.nextInt(200)), commands);
        meanwhile(tenant, taker, market, side, lots, commands);
        return commands;
    }

    private void prepare(Instrument market, List<AccountId> traders, List<Command> commands) {
        int scale = market.rules().priceScale().places();
        commands.add(new ChangeInstrument(new Instrument(
                market.tenant(),
                market.id(),
                market.symbol(),
                market.base(),
                market.quote(),
                RandomHouse.plain(scale, 0),
                market.fees())));
        commands.add(new ChangeMarketState(market.tenant(), market.id(), MarketState.OPEN));
        commands.add(new SetKillSwitch(new KillScope.OfMarket(market.tenant(), market.id()), false));
        commands.add(new SetKillSwitch(new KillScope.OfTenant(market.tenant()), false));
        for (AccountId account : traders) {
            commands.add(RandomHouse.deposit(20_000_000L + ++deposits, account, market.base(), RICH));
            commands.add(RandomHouse.deposit(20_000_000L + ++deposits, account, market.quote(), RICH));
            commands.add(new SetAccountLimits(account, market.id(), AccountLimits.NONE));
            commands.add(new SetOrderQuota(account, OrderQuota.DEFAULT));
            commands.add(new SetKillSwitch(new KillScope.OfAccount(account), false));
            commands.add(new RestrictAccount(account, AccountRestriction.NONE));
        }
    }

    private OrderRequest order(AccountId account, Instrument market, Side side, long lots, OrderTerms terms) {
        return new OrderRequest(
                account,
                ClientOrderId.of("long-" + ++placed),
                market.id(),
                side,
                new Quantity(lots * LOT),
                terms,
                prevention());
    }

    private SelfTradePrevention prevention() {
        return random.nextInt(3) > 0 ? SelfTradePrevention.EXPIRE_MAKER : MODES.get(random.nextInt(MODES.size()));
    }

    /** Mostly at one price; some of them end before they are met. */
    private OrderTerms resting(Instrument market, Side taker, int place) {
        Price price = price(market.id(), taker, place % 4 == 0 ? random.nextInt(3) - 2 : 0);
        return random.nextInt(12) == 0
                ? new OrderTerms.Limit(
                        price, TimeInForce.GTD, nowNanos + SECOND * random.nextInt(400), false, Quantity.ZERO)
                : new OrderTerms.Limit(price, TimeInForce.GTC, false);
    }

    /** Returns the price a number of ticks from the middle, in the direction in which the taker pays more. */
    private Price price(InstrumentId market, Side taker, int ticks) {
        long middle = observed.priceOf(market) / TICK * TICK;
        return new Price(Math.max(TICK, middle + (taker == Side.BUY ? ticks : -ticks) * TICK));
    }

    private OrderTerms.Limit limit(InstrumentId market, Side taker, TimeInForce timeInForce) {
        Price price = price(market, taker, random.nextInt(3));
        return timeInForce == TimeInForce.GTD
                ? new OrderTerms.Limit(
                        price, timeInForce, nowNanos + SECOND * (100 + random.nextInt(400)), false, Quantity.ZERO)
                : new OrderTerms.Limit(price, timeInForce, false);
    }

    private OrderTerms.Limit limit(InstrumentId market, Side taker) {
        return limit(
                market,
                taker,
                switch (random.nextInt(6)) {
                    case 0 -> TimeInForce.IOC;
                    case 1 -> TimeInForce.GTD;
                    default -> TimeInForce.GTC;
                });
    }

    private void take(AccountId taker, Instrument market, Side side, long lots, List<Command> commands) {
        OrderTerms.Limit limit = limit(market.id(), side);
        OrderRequest sweep = order(taker, market, side, lots, limit);
        switch (random.nextInt(6)) {
            case 0 ->
                commands.add(new PlaceLinkedOrders(
                        order(taker, market, side, lots, limit(market.id(), side, TimeInForce.GTC)),
                        order(taker, market, side.opposite(), 20, limit(market.id(), side.opposite()))));
            case 1 -> {
                Trigger trigger = new Trigger.StopLoss(price(market.id(), side, 0), TriggerSource.BEST_PRICE);
                commands.add(
                        new PlaceOrder(order(taker, market, side, lots, new OrderTerms.Conditional(trigger, limit))));
                commands.add(new PlaceOrder(sweep));
            }
            case 2 -> commands.add(new PlaceOrder(order(taker, market, side, lots, OrderTerms.Market.MARKET)));
            default -> commands.add(new PlaceOrder(sweep));
        }
    }

    /** Arrivals before the order is through; sometimes the market stops, or something else ends it. */
    private void meanwhile(
            int tenant, AccountId taker, Instrument market, Side side, long lots, List<Command> commands) {
        int more = random.nextInt(6);
        for (int i = 0; i < more; i++) {
            AccountId account = random.nextBoolean() ? taker : accounts.customerOf(tenant);
            Side either = random.nextInt(3) == 0 ? side.opposite() : side;
            commands.add(new PlaceOrder(order(
                    account,
                    market,
                    either,
                    lots * (1 + random.nextInt(300)),
                    switch (random.nextInt(5)) {
                        case 0 -> OrderTerms.Market.MARKET;
                        case 1 -> limit(market.id(), either, TimeInForce.FOK);
                        case 2 -> limit(market.id(), either, TimeInForce.IOC);
                        default -> limit(market.id(), either);
                    })));
        }
        switch (random.nextInt(8)) {
            case 0, 1 -> commands.add(new ChangeMarketState(tenant, market.id(), MarketState.HALTED));
            case 2 -> commands.add(new SetKillSwitch(new KillScope.OfAccount(taker), true));
            case 3 -> commands.add(new SetKillSwitch(new KillScope.OfMarket(tenant, market.id()), true));
            case 4 -> commands.add(new SetDeadMansTimer(taker, MILLI * (1 + random.nextInt(2_000))));
            case 5 -> commands.add(new RestrictAccount(taker, AccountRestriction.REDUCE_ONLY));
            default -> {
                // It goes on undisturbed.
            }
        }
    }
}
