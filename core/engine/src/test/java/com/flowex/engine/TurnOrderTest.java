package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.OrderRested;
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
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.StateRecord;
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

/**
 * Failure 3. Goal: triggered orders that are left over act in the order of their triggers after a restart too. Method: in a
 * snapshot of three waiting orders, two are made triggered, the younger first.
 */
class TurnOrderTest {

    private static final AccountId ADA = new AccountId(1, 1_000);

    private final Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();
    private long timeNanos;

    private void apply(Command command) {
        exchange.apply(command, ++timeNanos, recorder);
    }

    private static ListAsset asset(int id, String code) {
        return new ListAsset(new Asset(1, new AssetId(id), code, new Scale(0), 1_000_000));
    }

    private void stop(String id, long trigger) {
        OrderTerms.Limit then = new OrderTerms.Limit(new Price(50), TimeInForce.GTC, false);
        Trigger stop = new Trigger.StopLoss(new Price(trigger), TriggerSource.LAST_TRADE);
        apply(new PlaceOrder(new OrderRequest(
                ADA,
                ClientOrderId.of(id),
                new InstrumentId(1),
                Side.SELL,
                new Quantity(5),
                new OrderTerms.Conditional(stop, then))));
    }

    private static StateRecord triggered(StateRecord piece) {
        if (!(piece instanceof ConditionalOrderState order) || order.order().value() == 2) {
            return piece;
        }
        int turn = order.order().value() == 3 ? 1 : 2;
        return new ConditionalOrderState(order.order(), order.request(), order.extremeUnits(), turn);
    }

    @Test
    void leftOverOrdersActInTheOrderOfTheirTriggersAfterARestart() {
        apply(asset(1, "A"));
        apply(asset(2, "B"));
        InstrumentRules rules = new InstrumentRules(new Scale(0), 1, 1_000, 1, 1, 1_000, 0);
        apply(new ListInstrument(new Instrument(
                1, new InstrumentId(1), "A-B", new AssetId(1), new AssetId(2), rules, new FeeRates(0, 0))));
        apply(new OpenAccount(ADA));
        apply(new PostTransfer(new Transfer(
                new TransferId(0, 1),
                AccountId.outsideOf(1),
                ADA,
                new Amount(new AssetId(1), 100),
                TransferKind.DEPOSIT)));
        stop("first", 80);
        stop("second", 70);
        stop("third", 60);
        recorder.take();
        List<StateRecord> records = new ArrayList<>();
        exchange.writeState(piece -> records.add(triggered(piece)));

        Exchange.Restorer restorer = Exchange.restorer();
        records.forEach(restorer);
        Exchange restored = restorer.restored();
        List<StateRecord> again = new ArrayList<>();
        restored.writeState(again::add);

        assertEquals(records, again);
        assertEquals(timeNanos, restored.deadlineNanos(), "something is left over");
        restored.apply(AdvanceTime.ADVANCE_TIME, ++timeNanos, recorder);
        List<Long> rested = recorder.take().stream()
                .filter(OrderRested.class::isInstance)
                .map(event -> ((OrderRested) event).order().value())
                .toList();
        assertEquals(List.of(3L, 1L), rested);
        assertEquals(Long.MAX_VALUE, restored.deadlineNanos());
    }
}
