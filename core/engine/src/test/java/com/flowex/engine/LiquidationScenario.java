package com.flowex.engine;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.ReplaceInstrument;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.DebtState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Customers who borrow, and the events that they see, by {@link ComparedExchange}.
 *
 * <p>Coins, stones and dollars have scale 2; coins and stones trade against dollars, in lots of 0.10, without fees. The
 * pool lends 1,000 coins and 100,000 dollars; ada has 2,000 dollars, bob 1,000 of each coin and stone and 100,000
 * dollars.
 */
final class LiquidationScenario {

    static final AssetId COIN = new AssetId(1);
    static final AssetId DOLLAR = new AssetId(2);
    static final AssetId STONE = new AssetId(3);
    static final AccountId ADA = new AccountId(1, 1_000);
    static final AccountId BOB = new AccountId(1, 1_001);
    static final AccountId CYD = new AccountId(1, 1_002);
    static final AccountId POOL = AccountId.lendingOf(1);
    static final AccountId INSURANCE = AccountId.insuranceOf(1);
    static final AccountId OUTSIDE = AccountId.outsideOf(1);
    static final InstrumentId COINS = new InstrumentId(1);
    static final InstrumentId STONES = new InstrumentId(2);
    static final long SECOND = 1_000_000_000L;

    private final ComparedExchange exchange = new ComparedExchange(1_800 * SECOND);
    private int ids;

    LiquidationScenario() {
        this(RulesVersion.NEWEST);
    }

    LiquidationScenario(int rules) {
        apply(new AdoptRules(rules));
        for (AssetId asset : List.of(COIN, DOLLAR, STONE)) {
            apply(new ListAsset(new Asset(1, asset, "A" + asset.value(), new Scale(2), 1_000_000)));
            apply(new SetMarginTerms(1, asset, terms(asset)));
        }
        apply(new ListInstrument(instrument(COINS, COIN, 0)));
        apply(new ListInstrument(instrument(STONES, STONE, 0)));
        for (AccountId account : List.of(ADA, BOB, CYD)) {
            apply(new OpenAccount(account));
        }
        gives(POOL, COIN, 100_000);
        gives(POOL, DOLLAR, 10_000_000);
        gives(ADA, DOLLAR, 200_000);
        gives(BOB, COIN, 100_000);
        gives(BOB, STONE, 100_000);
        gives(BOB, DOLLAR, 10_000_000);
        coinCosts("10.00");
    }

    private static MarginTerms terms(AssetId asset) {
        int haircut = asset.equals(STONE) ? 100_000 : 0;
        return new MarginTerms(new Scale(2), haircut, List.of(new MarginTier(0, 50_000, 40_000)), 10_000_000, 0);
    }

    private static Instrument instrument(InstrumentId id, AssetId base, int fee) {
        InstrumentRules rules = new InstrumentRules(new Scale(2), 1, 1_000_000, 10, 10, 1_000_000, 0);
        return new Instrument(
                1, id, "A" + base.value() + "-A2", base, DOLLAR, rules, FeeSchedule.flat(new FeeRates(fee, fee)));
    }

    /** Three sources give the prices: of a coin this one, of a dollar 1.00, of a stone 5.00. */
    String coinCosts(String price) {
        return cost(price, "5.00");
    }

    String cost(String coin, String stone) {
        quote(COIN, units(coin), 3);
        quote(DOLLAR, 100, 3);
        quote(STONE, units(stone), 3);
        return looks();
    }

    void quote(AssetId asset, long price, int sources) {
        for (int source = 1; source <= sources; source++) {
            apply(new QuoteIndexPrice(1, asset, new IndexQuote(source, price, 1, exchange.timeNanos() + 1)));
        }
    }

    static long units(String decimal) {
        return new BigDecimal(decimal).movePointRight(2).longValueExact();
    }

    String gives(AccountId to, AssetId asset, long units) {
        return pays(OUTSIDE, to, asset, units);
    }

    String pays(AccountId from, AccountId to, AssetId asset, long units) {
        return answer(new PostTransfer(transfer(from, to, asset, units)));
    }

    Transfer transfer(AccountId from, AccountId to, AssetId asset, long units) {
        return new Transfer(new TransferId(1, ++ids), from, to, new Amount(asset, units), TransferKind.INTERNAL);
    }

    String borrows(AccountId account, AssetId asset, String amount) {
        return pays(POOL, account, asset, units(amount));
    }

    String places(AccountId account, InstrumentId market, Side side, String quantity, String price) {
        return answer(new PlaceOrder(order(account, market, side, quantity, limit(price, TimeInForce.GTC))));
    }

    /** Places an order that borrows what its account lacks for it. */
    String placesBorrowing(AccountId account, InstrumentId market, Side side, String quantity, OrderTerms terms) {
        return answer(new PlaceBorrowingOrder(order(account, market, side, quantity, terms)));
    }

    /** Places an order whose fills repay debts, and that perhaps also borrows what its account lacks. */
    String placesRepaying(AccountId account, Side side, String quantity, OrderTerms terms, boolean borrows) {
        return answer(new PlaceRepayingOrder(order(account, COINS, side, quantity, terms), borrows));
    }

    /** Places an order that returns what it does not use of its loan. */
    String placesReturning(AccountId account, Side side, String quantity, OrderTerms terms) {
        return answer(new PlaceReturningOrder(order(account, COINS, side, quantity, terms), false));
    }

    /** Makes each side of the market of coins pay a thousandth of what it gets. */
    void chargesFees() {
        Instrument free = instrument(COINS, COIN, 0);
        apply(new ReplaceInstrument(free, instrument(COINS, COIN, 1_000)));
    }

    OrderRequest order(AccountId account, InstrumentId market, Side side, String quantity, OrderTerms terms) {
        return new OrderRequest(
                account, ClientOrderId.of("order-" + ++ids), market, side, new Quantity(units(quantity)), terms);
    }

    static OrderTerms limit(String price, TimeInForce force) {
        return new OrderTerms.Limit(new Price(units(price)), force, false);
    }

    /** Ada borrows 100 coins and sells them to bob at 10.00: she has 3,000 dollars. */
    void adaSellsShort() {
        borrows(ADA, COIN, "100.00");
        places(BOB, COINS, Side.BUY, "100.00", "10.00");
        places(ADA, COINS, Side.SELL, "100.00", "10.00");
        looks();
    }

    String looks() {
        return answer(AdvanceTime.ADVANCE_TIME);
    }

    String after(long nanos) {
        exchange.advance(nanos);
        return looks();
    }

    /** Lists an asset that no pool lends, and its market. */
    InstrumentId listsAnAssetThatIsNotLent() {
        AssetId pebble = new AssetId(4);
        InstrumentId pebbles = new InstrumentId(3);
        apply(new ListAsset(new Asset(1, pebble, "A4", new Scale(2), 1_000_000)));
        apply(new ListInstrument(instrument(pebbles, pebble, 0)));
        return pebbles;
    }

    /** Lets time pass without a look at anything. */
    void waits(long nanos) {
        exchange.advance(nanos);
    }

    String answer(Command command) {
        List<String> words = new ArrayList<>();
        for (Object answer : apply(command)) {
            switch (answer) {
                case MarginCalled called ->
                    words.add(called.account().number() + " called " + called.levelMillionths());
                case LiquidationStarted started ->
                    words.add(started.account().number() + " liquidated " + started.levelMillionths());
                case LiquidationEnded ended -> words.add(ended.account().number() + " done");
                case TradeExecuted trade ->
                    words.add(trade.takerSide() + " " + trade.quantity().units() + " @ "
                            + trade.price().units());
                case TransferPosted(Transfer transfer)
                when transfer.id().high() != 1 ->
                    words.add(
                            transfer.from().number() + " pays " + transfer.to().number() + " "
                                    + transfer.amount().units() + " of "
                                    + transfer.amount().asset().value());
                case ShortfallRecorded recorded ->
                    words.add("shortfall " + recorded.amount().units() + " of " + recorded.totalUnits());
                case ShortfallBooked booked ->
                    words.add("booked " + booked.amount().units() + ", left " + booked.totalUnits());
                case OrderExpired expired ->
                    words.add("ended " + expired.reason().code());
                case Rejection rejection -> words.add(rejection.reason().code());
                case BalanceChanged _ -> {}
                default -> {}
            }
        }
        return String.join(", ", words);
    }

    List<Object> apply(Command command) {
        return exchange.apply(command);
    }

    long has(AccountId account, AssetId asset) {
        long[] units = new long[1];
        exchange.engine().writeState(piece -> {
            if (piece instanceof BalanceState balance
                    && balance.account().equals(account)
                    && balance.asset().equals(asset)) {
                units[0] = balance.balanceUnits();
            }
        });
        return units[0];
    }

    /** Returns principal and interest that an account owes; an empty text if it owes none of the asset. */
    String owes(AccountId account, AssetId asset) {
        StringBuilder owed = new StringBuilder();
        exchange.engine().writeState(piece -> {
            if (piece instanceof DebtState debt
                    && debt.account().equals(account)
                    && debt.asset().equals(asset)) {
                owed.append(debt.principalUnits()).append(" + ").append(debt.interestUnits());
            }
        });
        return owed.toString();
    }

    long deadlineIn() {
        return exchange.engine().deadlineNanos() - exchange.timeNanos();
    }
}
