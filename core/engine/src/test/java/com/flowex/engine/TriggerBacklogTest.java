package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
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
import org.junit.jupiter.api.Test;

/** More stops at one price than one command may trigger: what is left is due at once, in the same order, also by a copy. */
class TriggerBacklogTest {

    private static final AccountId ADA = new AccountId(1, 1_000);
    private static final AssetId COIN = new AssetId(1);
    private static final AssetId DOLLAR = new AssetId(2);
    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final int STOPS = 2_300;

    private Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();
    private long timeNanos = 1_000;
    private int ids;

    private List<Object> apply(Command command) {
        exchange.apply(command, ++timeNanos, recorder);
        return recorder.take();
    }

    private void place(Side side, OrderTerms terms) {
        ClientOrderId id = ClientOrderId.of("o" + ++ids);
        apply(new PlaceOrder(new OrderRequest(ADA, id, MARKET, side, new Quantity(1), terms)));
    }

    private void fund(AssetId asset) {
        TransferId id = new TransferId(1, ++ids);
        Amount amount = new Amount(asset, 100_000);
        apply(new PostTransfer(new Transfer(id, AccountId.outsideOf(1), ADA, amount, TransferKind.GENESIS)));
    }

    /** Stops that act as market orders on an empty book, and the order that their first trade will meet. */
    private void fillTheMarket() {
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(0), 1_000_000)));
        apply(new ListAsset(new Asset(1, DOLLAR, "USD", new Scale(0), 1_000_000)));
        InstrumentRules rules = new InstrumentRules(new Scale(0), 1, 10_000, 1, 1, 1_000, 0);
        apply(new ListInstrument(new Instrument(1, MARKET, "COIN-USD", COIN, DOLLAR, rules, new FeeRates(0, 0))));
        apply(new OpenAccount(ADA));
        fund(COIN);
        fund(DOLLAR);
        for (int i = 0; i < STOPS; i++) {
            Trigger trigger = new Trigger.StopLoss(new Price(10), TriggerSource.LAST_TRADE);
            place(Side.SELL, new OrderTerms.Conditional(trigger, OrderTerms.Market.MARKET));
        }
        place(Side.BUY, new OrderTerms.Limit(new Price(10), TimeInForce.GTC, false));
    }

    /** Triggers the stops and lets time do the rest; everything that happens, command by command. */
    private List<List<Object>> play(boolean isCopied) {
        fillTheMarket();
        List<List<Object>> answers = new ArrayList<>();
        Command next = new PlaceOrder(new OrderRequest(
                ADA, ClientOrderId.of("go"), MARKET, Side.SELL, new Quantity(1), OrderTerms.Market.MARKET));
        while (answers.isEmpty() || exchange.deadlineNanos() == timeNanos) {
            answers.add(apply(next));
            next = AdvanceTime.ADVANCE_TIME;
            if (isCopied) {
                exchange = Replays.copyOf(exchange);
            }
        }
        assertEquals(Long.MAX_VALUE, exchange.deadlineNanos());
        return answers;
    }

    private static long count(List<Object> answers, Class<?> kind) {
        return answers.stream().filter(kind::isInstance).count();
    }

    @Test
    void oneCommandTriggersAThousandAndTheRestFollowsAtOnce() {
        List<List<Object>> answers = play(false);

        long triggered = 0;
        long expired = 0;
        for (List<Object> ofOne : answers) {
            assertTrue(count(ofOne, OrderTriggered.class) + count(ofOne, OrderExpired.class) <= 1_000);
            triggered += count(ofOne, OrderTriggered.class);
            expired += count(ofOne, OrderExpired.class);
        }
        assertEquals(STOPS, triggered);
        assertEquals(STOPS, expired);
    }

    /** Failure 3: with a snapshot between any two commands. */
    @Test
    void copyContinuesTheBacklog() {
        List<List<Object>> answers = play(false);
        TriggerBacklogTest copied = new TriggerBacklogTest();

        assertEquals(answers, copied.play(true));
    }
}
