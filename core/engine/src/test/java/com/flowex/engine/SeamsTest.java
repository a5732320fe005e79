package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
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
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.ledger.HoldReason;
import com.flowex.engine.market.Market;
import com.flowex.engine.snapshot.StateAudit;
import com.flowex.engine.state.ExchangeState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Needs of liquidation and margin that no command has yet (ADR 0086): orders that the engine makes have no id of a
 * client, and money is held for named reasons, compared balance by balance.
 */
class SeamsTest {

    private static final AccountId ADA = new AccountId(1, 1_000);
    private static final AccountId BOB = new AccountId(1, 1_001);
    private static final AssetId COIN = new AssetId(1);
    private static final InstrumentId MARKET = new InstrumentId(1);

    private final ExchangeState state = new ExchangeState();
    private Exchange exchange = new Exchange(state);
    private final Recorder recorder = new Recorder();
    private long timeNanos = 1_000;

    @BeforeEach
    void open() {
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(0), 1_000_000)));
        apply(new ListAsset(new Asset(1, new AssetId(2), "USD", new Scale(0), 1_000_000)));
        InstrumentRules rules = new InstrumentRules(new Scale(0), 1, 10_000, 1, 1, 1_000, 0);
        apply(new ListInstrument(
                new Instrument(1, MARKET, "COIN-USD", COIN, new AssetId(2), rules, new FeeRates(0, 0))));
        for (AccountId account : List.of(ADA, BOB)) {
            apply(new OpenAccount(account));
            fund(account, COIN);
            fund(account, new AssetId(2));
        }
    }

    private void fund(AccountId account, AssetId asset) {
        TransferId id = new TransferId(account.number(), asset.value());
        Amount amount = new Amount(asset, 10_000);
        apply(new PostTransfer(new Transfer(id, AccountId.outsideOf(1), account, amount, TransferKind.GENESIS)));
    }

    private List<Object> apply(Command command) {
        exchange.apply(command, ++timeNanos, recorder);
        return recorder.take();
    }

    private int balanceOf(AccountId account, AssetId asset) {
        return state.ledger.slotOf(state.accounts.indexOf(account), state.assets.indexOf(asset));
    }

    /** Ten coins of Ada's at 5 that only the engine knows of. */
    private OrderId restWithoutId() {
        Market market = state.markets.get(0);
        int accountMarket = state.open.accountMarketOf(state.accounts.indexOf(ADA), market);
        OrderId id = new OrderId(state.takeOrderId());
        int flags = OrderFlags.of(Side.SELL, OrderPhase.RESTS, SelfTradePrevention.NONE, false);
        int slot = state.open.take(market, id.value(), accountMarket, ClientOrderIds.UNKNOWN, flags);
        state.open.orders.set(slot, 5, 10, 10);
        state.open.rest(market, slot);
        return id;
    }

    private List<Object> buy(String name, long quantity) {
        OrderTerms.Limit terms = new OrderTerms.Limit(new Price(5), TimeInForce.IOC, false);
        ClientOrderId id = ClientOrderId.of(name);
        return apply(new PlaceOrder(new OrderRequest(BOB, id, MARKET, Side.BUY, new Quantity(quantity), terms)));
    }

    private static <T> T only(Class<T> kind, List<Object> events) {
        List<T> found = events.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertEquals(1, found.size());
        return found.getFirst();
    }

    @Test
    void anOrderWithoutAnIdTradesAndIsInSnapshots() {
        OrderId order = restWithoutId();
        new StateAudit(state).check();

        assertEquals(order, only(TradeExecuted.class, buy("one", 4)).maker().order());

        Exchange copy = Replays.copyOf(exchange);
        assertEquals(exchange.digest(), copy.digest());
        exchange = copy;
        assertEquals(
                new Quantity(0),
                only(TradeExecuted.class, buy("two", 6)).maker().remaining());
        assertEquals(exchange.digest(), Replays.copyOf(exchange).digest());
    }

    @Test
    void anOrderWithoutAnIdIsCanceledByItsNumber() {
        OrderId order = restWithoutId();

        OrderCanceled canceled = only(OrderCanceled.class, apply(new CancelOrder(ADA, order)));

        assertEquals(CancelReason.REQUESTED, canceled.reason());
        assertEquals(exchange.digest(), Replays.copyOf(exchange).digest());
    }

    @Test
    void aHoldIsTheSumOfItsClaims() {
        restWithoutId();
        state.claims.change(HoldReason.RESERVATIONS, balanceOf(ADA, COIN), 7);

        assertEquals(10, state.claims.of(HoldReason.ORDERS, balanceOf(ADA, COIN)));
        assertEquals(17, state.claims.of(balanceOf(ADA, COIN)));
        assertEquals(17, state.ledger.held(balanceOf(ADA, COIN)));
        assertEquals(0, state.claims.of(balanceOf(BOB, COIN)));
    }

    /** Over all balances of the asset the sums agree. */
    @Test
    void claimOnTheWrongBalanceStopsTheNode() {
        restWithoutId();
        state.claims.restore(HoldReason.ORDERS, balanceOf(ADA, COIN), -3);
        state.claims.restore(HoldReason.ORDERS, balanceOf(BOB, COIN), 3);

        assertThrows(IllegalStateException.class, () -> buy("one", 4));
    }

    @Test
    void auditDistinguishesClaimsByReason() {
        restWithoutId();
        state.claims.restore(HoldReason.ORDERS, balanceOf(ADA, COIN), -3);
        state.claims.restore(HoldReason.RESERVATIONS, balanceOf(ADA, COIN), 3);

        assertThrows(IllegalStateException.class, () -> new StateAudit(state).check());
    }
}
