package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A market with more orders than one command may end: the rest is due at once, over as many commands as it takes. */
class EndingsTest {

    private static final AccountId ADA = new AccountId(1, 1_000);
    private static final AssetId COIN = new AssetId(1);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final int ORDERS = 2_300;

    private Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();
    private long timeNanos = 1_000;

    @BeforeEach
    void fillTheBook() {
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(0), 1_000_000)));
        apply(new ListAsset(new Asset(1, new AssetId(2), "USD", new Scale(0), 1_000_000)));
        InstrumentRules rules = new InstrumentRules(new Scale(0), 1, 10_000, 1, 1, 1_000, 0);
        apply(new ListInstrument(
                new Instrument(1, MARKET, "COIN-USD", COIN, new AssetId(2), rules, new FeeRates(0, 0))));
        apply(new OpenAccount(ADA));
        Amount coins = new Amount(COIN, 10_000);
        TransferId id = new TransferId(1, 1);
        apply(new PostTransfer(new Transfer(id, AccountId.outsideOf(1), ADA, coins, TransferKind.GENESIS)));
        for (int i = 0; i < ORDERS; i++) {
            OrderTerms.Limit terms = new OrderTerms.Limit(new Price(1 + i), TimeInForce.GTC, false);
            ClientOrderId name = ClientOrderId.of("o" + i);
            apply(new PlaceOrder(new OrderRequest(ADA, name, MARKET, Side.SELL, new Quantity(1), terms)));
        }
    }

    private List<Object> apply(Command command) {
        exchange.apply(command, ++timeNanos, recorder);
        return recorder.take();
    }

    private int expiredBy(Command command) {
        return (int)
                apply(command).stream().filter(OrderExpired.class::isInstance).count();
    }

    private int resting() {
        List<Object> orders = new ArrayList<>();
        exchange.writeState(piece -> {
            if (piece instanceof RestingOrderState) {
                orders.add(piece);
            }
        });
        return orders.size();
    }

    /** Failure 3: with a snapshot between the commands. */
    @Test
    void delistingGoesOnUntilNothingIsLeft() {
        assertEquals(1_000, expiredBy(new ChangeMarketState(1, MARKET, MarketState.DELISTED)));
        assertEquals(timeNanos, exchange.deadlineNanos());

        exchange = Replays.copyOf(exchange);
        assertEquals(timeNanos, exchange.deadlineNanos());
        assertEquals(1_000, expiredBy(AdvanceTime.ADVANCE_TIME));
        exchange = Replays.copyOf(exchange);
        assertEquals(300, expiredBy(AdvanceTime.ADVANCE_TIME));

        assertEquals(Long.MAX_VALUE, exchange.deadlineNanos());
        assertEquals(List.of(), apply(AdvanceTime.ADVANCE_TIME));
        assertEquals(0, resting());
    }

    @Test
    void aKillSwitchTurnedOffLetsTheRestStay() {
        KillScope market = new KillScope.OfMarket(1, MARKET);
        assertEquals(1_000, expiredBy(new SetKillSwitch(market, true)));

        assertEquals(0, expiredBy(new SetKillSwitch(market, false)));

        assertEquals(Long.MAX_VALUE, exchange.deadlineNanos());
        assertEquals(0, expiredBy(AdvanceTime.ADVANCE_TIME));
        assertEquals(ORDERS - 1_000, resting());
    }

    @Test
    void aMarketsSwitchTurnedOffDoesNotSaveItsOrdersFromTheTenants() {
        KillScope market = new KillScope.OfMarket(1, MARKET);
        assertEquals(1_000, expiredBy(new SetKillSwitch(market, true)));
        assertEquals(1_000, expiredBy(new SetKillSwitch(new KillScope.OfTenant(1), true)));

        assertEquals(0, expiredBy(new SetKillSwitch(market, false)));

        assertEquals(300, expiredBy(AdvanceTime.ADVANCE_TIME));
    }
}
