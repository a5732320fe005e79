package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.engine.oracle.NaiveExchange;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Closes finding T13: stop buys that cost nothing summed past the largest {@code long}, and a position limit then saw a
 * negative position. Method: two of 2^62 each, before there is a limit.
 */
class OpenBuysTest {

    private static final AccountId ADA = new AccountId(1, AccountId.CUSTOMERS_FROM);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final long HALF = 1L << 62;

    private final Exchange exchange = new Exchange();
    private final NaiveExchange naive = new NaiveExchange();
    private final Recorder recorder = new Recorder();
    private long time;

    private Object apply(Command command) {
        exchange.apply(command, ++time, recorder);
        List<Object> answers = recorder.take();
        assertEquals(naive.apply(command, time), answers);
        return answers.getFirst();
    }

    private void begin(int version) {
        if (version > RulesVersion.FIRST) {
            apply(new AdoptRules(version));
        }
        apply(new ListAsset(new Asset(1, new AssetId(1), "A", new Scale(0), 1_000)));
        apply(new ListAsset(new Asset(1, new AssetId(2), "B", new Scale(0), 1_000)));
        InstrumentRules rules = new InstrumentRules(new Scale(0), 1, 1, 1, 1, Long.MAX_VALUE, 0);
        apply(new ListInstrument(
                new Instrument(1, MARKET, "A-B", new AssetId(1), new AssetId(2), rules, new FeeRates(0, 0))));
        apply(new OpenAccount(ADA));
    }

    private Object stopBuy(long quantity) {
        Trigger trigger = new Trigger.TrailingAmount(new Price(1), TriggerSource.LAST_TRADE);
        return apply(new PlaceOrder(new OrderRequest(
                ADA,
                ClientOrderId.of("id-" + time),
                MARKET,
                Side.BUY,
                new Quantity(quantity),
                new OrderTerms.Conditional(trigger, OrderTerms.Market.MARKET))));
    }

    private static RejectReason reasonOf(Object answer) {
        return assertInstanceOf(Rejection.class, answer).reason();
    }

    @Test
    void openBuysThatDoNotFitALongAreRefused() {
        begin(2);
        OrderId first = assertInstanceOf(OrderAccepted.class, stopBuy(HALF)).order();

        assertEquals(RejectReason.POSITION_TOO_LARGE, reasonOf(stopBuy(HALF)));
        assertInstanceOf(OrderAccepted.class, stopBuy(HALF - 1));
        apply(new CancelOrder(ADA, first));
        assertInstanceOf(OrderAccepted.class, stopBuy(HALF));
    }

    /** A log of version 1 may hold such orders already when it adopts the rules. */
    @Test
    void holdThatWrappedBeforeCountsInFull() {
        begin(1);
        OrderId first = assertInstanceOf(OrderAccepted.class, stopBuy(HALF)).order();
        assertInstanceOf(OrderAccepted.class, stopBuy(HALF));
        apply(new AdoptRules(2));
        apply(new SetAccountLimits(ADA, MARKET, new AccountLimits(0, 1_000, 0)));

        assertEquals(RejectReason.POSITION_TOO_LARGE, reasonOf(stopBuy(500)));
        apply(new CancelOrder(ADA, first));
        assertEquals(RejectReason.POSITION_TOO_LARGE, reasonOf(stopBuy(500)));
    }
}
