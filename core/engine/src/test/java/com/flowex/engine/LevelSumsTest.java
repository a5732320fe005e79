package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.oracle.NaiveExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Closes finding F1 in the engine: bids at one price may come to more than a {@code long} holds, for next to nothing. The book's
 * sums of its levels count modulo 2^64, so they are right again when the level is smaller; only a walk sums what it takes, and
 * it does not wrap. Method: four bids of 2^62 and one of 100,
 * 2^64 + 100 together, and whoever sells to them has 100.
 */
class LevelSumsTest {

    private static final AccountId SELLER = new AccountId(1, AccountId.CUSTOMERS_FROM);
    private static final AssetId BASE = new AssetId(1);
    private static final AssetId QUOTE = new AssetId(2);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final long QUARTER = 1L << 62;
    private static final long SMALL = 100;
    private static final int BUYERS = 5;

    /** From rules 5 on the small bid is refused: it is worth less than one quote unit. */
    private static final int BEFORE_LEAST_UNIT = 4;

    /** More than all bids are worth: 2^64 + 100 at a price of 10^-18. */
    private static final long AMOUNT = 50;

    private Exchange exchange = new Exchange();
    private final NaiveExchange naive = new NaiveExchange();
    private final Recorder recorder = new Recorder();
    private final OrderId[] bids = new OrderId[BUYERS];
    private long time;
    private long shown;

    private static AccountId buyer(int number) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + 1 + number);
    }

    private List<Object> apply(Command command) {
        exchange.apply(command, ++time, recorder);
        List<Object> answers = recorder.take();
        assertEquals(naive.apply(command, time), answers);
        return answers;
    }

    private void begin(int version) {
        if (version > RulesVersion.FIRST) {
            apply(new AdoptRules(version));
        }
        apply(new ListAsset(new Asset(1, BASE, "A", new Scale(0), 1_000)));
        apply(new ListAsset(new Asset(1, QUOTE, "B", new Scale(0), 1_000)));
        InstrumentRules rules = new InstrumentRules(new Scale(18), 1, 1, 1, 1, QUARTER, 0);
        apply(new ListInstrument(new Instrument(1, MARKET, "A-B", BASE, QUOTE, rules, new FeeRates(0, 0))));
        give(SELLER, BASE, SMALL);
        for (int i = 0; i < BUYERS; i++) {
            give(buyer(i), QUOTE, 5);
            OrderTerms terms = new OrderTerms.Limit(new Price(1), TimeInForce.GTC, false);
            List<Object> answers = order(buyer(i), Side.BUY, i == 2 ? SMALL : QUARTER, terms);
            bids[i] = assertInstanceOf(OrderAccepted.class, answers.getFirst()).order();
        }
    }

    private void give(AccountId account, AssetId asset, long units) {
        apply(new OpenAccount(account));
        apply(new PostTransfer(new Transfer(
                new TransferId(1, account.number()),
                AccountId.outsideOf(1),
                account,
                new Amount(asset, units),
                TransferKind.DEPOSIT)));
    }

    private List<Object> order(AccountId account, Side side, long quantity, OrderTerms terms) {
        ClientOrderId id = ClientOrderId.of("id-" + time);
        return apply(new PlaceOrder(new OrderRequest(account, id, MARKET, side, new Quantity(quantity), terms)));
    }

    private List<Object> sellWorth() {
        return order(SELLER, Side.SELL, 0, new OrderTerms.MarketByQuote(AMOUNT));
    }

    /** The seller had the amount that the sum was wrapped to. */
    @Test
    void byTheFirstRulesTheSumOfAWalkWraps() {
        begin(RulesVersion.FIRST);

        List<Object> answers = sellWorth();
        assertEquals(
                SMALL,
                assertInstanceOf(OrderAccepted.class, answers.getFirst())
                        .quantity()
                        .units());
    }

    @Test
    void amountBeyondALongIsInsufficientFunds() {
        begin(BEFORE_LEAST_UNIT);

        assertEquals(
                RejectReason.INSUFFICIENT_FUNDS,
                assertInstanceOf(Rejection.class, sellWorth().getFirst()).reason());
    }

    /** Everything that trades with such a level, or leaves it, is exact; so is what is restored. */
    @Test
    void aLevelOfMoreThanALongHoldsTradesAndLeavesExactly() {
        begin(BEFORE_LEAST_UNIT);

        List<Object> sold = order(SELLER, Side.SELL, 40, OrderTerms.Market.MARKET);
        TradeExecuted trade = (TradeExecuted) sold.stream()
                .filter(TradeExecuted.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(QUARTER - 40, trade.maker().remaining().units());
        order(SELLER, Side.SELL, 60, new OrderTerms.Limit(new Price(1), TimeInForce.FOK, false));

        long digest = exchange.digest();
        exchange = Replays.copyOf(exchange);
        assertEquals(digest, exchange.digest());
        for (int i = 0; i < BUYERS; i++) {
            List<Object> answers = apply(new CancelOrder(buyer(i), bids[i]));
            assertInstanceOf(OrderCanceled.class, answers.getFirst());
            exchange.levels(1, MARKET, Side.BUY, 1, (_, units) -> shown = units);
            assertEquals(naive.levels(MARKET.value(), Side.BUY).getOrDefault(1L, shown), shown);
        }
    }
}
