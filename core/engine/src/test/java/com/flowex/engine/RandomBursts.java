package com.flowex.engine;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Many commands of one kind in a row, to reach the bounds: the fill limit, the step limit, the trailing stops. */
final class RandomBursts {

    private static final long SECOND = 1_000_000_000L;
    private static final long RICH = 10_000_000L;
    private static final int SMALL = 60;
    private static final int LARGE = 1_050;

    private final Random random;
    private final ObservedExchange observed;
    private final RandomAccounts accounts;
    private final RandomOrders orders;
    private int deposits;

    RandomBursts(Random random, ObservedExchange observed, RandomAccounts accounts, RandomOrders orders) {
        this.random = random;
        this.observed = observed;
        this.accounts = accounts;
        this.orders = orders;
    }

    List<Command> burst() {
        int tenant = accounts.tenant();
        AccountId one = accounts.customerOf(tenant);
        AccountId other = accounts.customerOf(tenant);
        InstrumentId market = accounts.marketFor(one, observed);
        Instrument instrument = observed.market(market);
        List<Command> commands = new ArrayList<>();
        if (instrument == null || instrument.tenant() != tenant) {
            return List.of(AdvanceTime.ADVANCE_TIME);
        }
        for (AccountId account : List.of(one, other)) {
            commands.add(RandomHouse.deposit(10_000 + ++deposits, account, instrument.base(), RICH));
            commands.add(RandomHouse.deposit(10_000 + ++deposits, account, instrument.quote(), RICH));
        }
        int size = random.nextInt(3) == 0 ? LARGE : SMALL;
        if (size == LARGE) {
            liftLimits(instrument, one, commands);
        }
        commands.add(new ChangeMarketState(tenant, market, MarketState.OPEN));
        commands.add(new SetKillSwitch(new KillScope.OfMarket(tenant, market), false));
        commands.add(new SetKillSwitch(new KillScope.OfTenant(tenant), false));
        switch (random.nextInt(4)) {
            case 0 -> wall(one, other, market, size / 2 + 2, commands);
            case 1 -> stops(one, other, market, size, commands);
            case 2 -> crowd(one, market, size, commands);
            default -> trailing(one, market, size, commands);
        }
        return commands;
    }

    private static void liftLimits(Instrument of, AccountId account, List<Command> commands) {
        int scale = of.rules().priceScale().places();
        commands.add(new ChangeInstrument(new Instrument(
                of.tenant(), of.id(), of.symbol(), of.base(), of.quote(), RandomHouse.plain(scale, 0), of.fees())));
        commands.add(new SetAccountLimits(account, of.id(), AccountLimits.NONE));
        commands.add(new SetKillSwitch(new KillScope.OfAccount(account), false));
    }

    private OrderRequest order(AccountId account, InstrumentId market, Side side, long lots, OrderTerms terms) {
        Quantity quantity = new Quantity(lots * orders.lotOf(market));
        return new OrderRequest(account, orders.newClientId(), market, side, quantity, terms, SelfTradePrevention.NONE);
    }

    private OrderTerms.Limit limit(long price, TimeInForce timeInForce) {
        return new OrderTerms.Limit(new Price(price), timeInForce, false);
    }

    private long middle(InstrumentId market) {
        long tick = orders.tickOf(market);
        return observed.priceOf(market) / tick * tick;
    }

    /** More small orders at one price than one order may fill. */
    private void wall(AccountId one, AccountId other, InstrumentId market, int size, List<Command> commands) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long price = middle(market);
        for (int i = 0; i < size; i++) {
            commands.add(new PlaceOrder(order(one, market, side, 2, limit(price, TimeInForce.GTC))));
        }
        OrderTerms terms =
                switch (random.nextInt(4)) {
                    case 0 -> OrderTerms.Market.MARKET;
                    case 1 -> new OrderTerms.MarketByQuote(1_000_000);
                    case 2 -> limit(price, TimeInForce.FOK);
                    default -> limit(price, TimeInForce.GTC);
                };
        long lots = terms instanceof OrderTerms.MarketByQuote ? 0 : 2L * size + random.nextInt(3);
        commands.add(new PlaceOrder(order(other, market, side.opposite(), lots, terms)));
    }

    /** More stops at a few prices than one command may trigger; then a trade at the first, and each turn moves the price on. */
    private void stops(AccountId one, AccountId other, InstrumentId market, int size, List<Command> commands) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long tick = orders.tickOf(market);
        long price = middle(market) + (side == Side.BUY ? tick : -tick);
        for (int i = 0; i < size; i++) {
            OrderTerms.Active then = random.nextBoolean()
                    ? OrderTerms.Market.MARKET
                    : limit(price + (side == Side.BUY ? -tick : tick) * random.nextInt(4), TimeInForce.GTC);
            long further = tick * random.nextInt(3);
            Price stop = new Price(price + (side == Side.BUY ? further : -further));
            Trigger trigger = new Trigger.StopLoss(stop, TriggerSource.LAST_TRADE);
            commands.add(new PlaceOrder(order(one, market, side, 2, new OrderTerms.Conditional(trigger, then))));
        }
        for (int i = 0; i < 4; i++) {
            long away = price + (side == Side.BUY ? tick * i : -tick * i);
            commands.add(new PlaceOrder(order(other, market, side.opposite(), 20, limit(away, TimeInForce.GTC))));
        }
        commands.add(new PlaceOrder(order(other, market, side, 19, limit(price, TimeInForce.IOC))));
        for (int i = 0; i < 3; i++) {
            commands.add(AdvanceTime.ADVANCE_TIME);
        }
    }

    /** Many orders of one account that end at once. */
    private void crowd(AccountId one, InstrumentId market, int size, List<Command> commands) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long tick = orders.tickOf(market);
        for (int i = 0; i < size; i++) {
            long away = tick * (40 + random.nextInt(20));
            long price = middle(market) + (side == Side.BUY ? -away : away);
            commands.add(new PlaceOrder(order(one, market, side, 2, limit(price, TimeInForce.GTC))));
        }
        switch (random.nextInt(6)) {
            case 0 -> commands.add(new SetKillSwitch(new KillScope.OfAccount(one), true));
            case 1 -> {
                commands.add(new SetDeadMansTimer(one, SECOND));
                commands.add(AdvanceTime.ADVANCE_TIME);
            }
            case 2 -> commands.add(new CancelOrders(one, market, side, CancelReason.DISCONNECTED));
            case 3 -> commands.add(new ChangeMarketState(one.tenant(), market, MarketState.DELISTED));
            case 4 -> commands.add(new SetKillSwitch(new KillScope.OfMarket(one.tenant(), market), true));
            default -> commands.add(new SetKillSwitch(new KillScope.OfTenant(one.tenant()), true));
        }
        if (random.nextBoolean()) {
            commands.add(AdvanceTime.ADVANCE_TIME);
        }
        commands.add(new SetKillSwitch(new KillScope.OfAccount(one), false));
        commands.add(new SetKillSwitch(new KillScope.OfMarket(one.tenant(), market), false));
        commands.add(new SetKillSwitch(new KillScope.OfTenant(one.tenant()), false));
        commands.add(new CancelOrders(one, market, side, CancelReason.REQUESTED));
    }

    private void trailing(AccountId one, InstrumentId market, int size, List<Command> commands) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        for (int i = 0; i < size; i++) {
            OrderTerms terms = new OrderTerms.Conditional(orders.trailing(market), OrderTerms.Market.MARKET);
            commands.add(new PlaceOrder(order(one, market, side, 2, terms)));
        }
        commands.add(new PlaceOrder(order(one, market, side, 2, OrderTerms.Market.MARKET)));
        commands.add(new CancelOrders(one, market, side, CancelReason.REQUESTED));
    }
}
