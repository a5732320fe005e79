package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderPlan;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine at the ends of its scales and at its bounds. */
class EngineBoundsTest {

    private static final AccountId ADA = new AccountId(1, 1_000);
    private static final AccountId BOB = new AccountId(1, 1_001);
    private static final InstrumentId MARKET = new InstrumentId(1);

    private final Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();
    private int ids;

    private List<Object> apply(Command command) {
        exchange.apply(command, ++ids, recorder);
        return recorder.take();
    }

    private RejectReason refusalOf(Command command) {
        return assertInstanceOf(Rejection.class, apply(command).getFirst()).reason();
    }

    private static ListAsset asset(int id, String code, int scale, long supply) {
        return new ListAsset(new Asset(1, new AssetId(id), code, new Scale(scale), supply));
    }

    private static ListInstrument instrument(int priceScale, long priceMax, long quantityMax) {
        InstrumentRules rules = new InstrumentRules(new Scale(priceScale), 1, priceMax, 1, 1, quantityMax, 0);
        return new ListInstrument(
                new Instrument(1, MARKET, "A-B", new AssetId(1), new AssetId(2), rules, new FeeRates(1_000, 1_000)));
    }

    private void fund(AccountId account, int asset, long units) {
        apply(new OpenAccount(account));
        apply(new PostTransfer(new Transfer(
                new TransferId(1, ++ids),
                AccountId.outsideOf(1),
                account,
                new Amount(new AssetId(asset), units),
                TransferKind.DEPOSIT)));
    }

    private PlaceOrder order(AccountId account, Side side, long quantity, long price) {
        return new PlaceOrder(new OrderRequest(
                account,
                ClientOrderId.of("id-" + ++ids),
                MARKET,
                side,
                new Quantity(quantity),
                new OrderTerms.Limit(new Price(price), TimeInForce.GTC, false)));
    }

    @Test
    void anAssetWhoseSupplyTenfoldOverflowsItsScaleIsNotListed() {
        assertEquals(RejectReason.SCALE_TOO_FINE, refusalOf(asset(1, "A", 18, 1)));
        assertInstanceOf(AssetListed.class, apply(asset(1, "A", 17, 9)).getFirst());
        assertEquals(RejectReason.SCALE_TOO_FINE, refusalOf(asset(2, "B", 17, 10)));
        assertEquals(RejectReason.ASSET_EXISTS, refusalOf(asset(1, "C", 0, 1)));
        assertEquals(RejectReason.ASSET_EXISTS, refusalOf(asset(3, "A", 0, 1)));
    }

    @Test
    void depositsAreBoundedByTenTimesTheSupply() {
        apply(asset(1, "A", 17, 9));
        apply(new OpenAccount(ADA));
        long tenfold = 9L * 100_000_000_000_000_000L * 10;
        Transfer whole = new Transfer(
                new TransferId(0, 1),
                AccountId.outsideOf(1),
                ADA,
                new Amount(new AssetId(1), tenfold),
                TransferKind.DEPOSIT);
        Transfer one = new Transfer(
                new TransferId(0, 2), AccountId.outsideOf(1), ADA, new Amount(new AssetId(1), 1), TransferKind.DEPOSIT);
        apply(new PostTransfer(whole));

        assertEquals(RejectReason.SUPPLY_EXCEEDED, refusalOf(new PostTransfer(one)));
    }

    @Test
    void aMarketWhoseLargestOrderOverflowsIsNotListed() {
        apply(asset(1, "A", 8, 21_000_000));
        apply(asset(2, "B", 6, 900_000_000_000L));

        assertEquals(RejectReason.NOTIONAL_OVERFLOWS, refusalOf(instrument(2, Long.MAX_VALUE, 1_000_000)));
        assertInstanceOf(
                InstrumentListed.class,
                apply(instrument(2, 1_000_000_000, 100_000_000_000L)).getFirst());
        assertEquals(RejectReason.INSTRUMENT_EXISTS, refusalOf(instrument(2, 1, 1)));
    }

    /** Failure 10: 10^7 x 10^12 is past a long; the trade is exact all the same. */
    @Test
    void aPriceTimesAQuantityPastALongIsExact() {
        apply(asset(1, "A", 8, 21_000_000));
        apply(asset(2, "B", 6, 900_000_000_000L));
        apply(instrument(2, 1_000_000_000, 1_000_000_000_000L));
        fund(ADA, 1, 1_000_000_000_000L);
        fund(BOB, 2, 1_000_000_000_000_000L);
        apply(order(ADA, Side.SELL, 1_000_000_000_000L, 10_000_000));

        List<Object> answers = apply(order(BOB, Side.BUY, 1_000_000_000_000L, 10_000_000));

        TradeExecuted trade = assertInstanceOf(TradeExecuted.class, answers.get(1));
        assertEquals(1_000_000_000_000_000L, trade.quote().units());
        assertEquals(
                List.of(0L, 999_000_000_000L, 999_000_000_000_000L, 0L),
                List.of(
                        balance(answers, ADA, 1),
                        balance(answers, BOB, 1),
                        balance(answers, ADA, 2),
                        balance(answers, BOB, 2)));
    }

    private static long balance(List<Object> answers, AccountId account, int asset) {
        return answers.stream()
                .filter(answer -> answer instanceof BalanceChanged balance
                        && balance.account().equals(account)
                        && balance.asset().value() == asset)
                .mapToLong(answer -> ((BalanceChanged) answer).balanceUnits())
                .findFirst()
                .orElseThrow();
    }

    private void openSmallMarket() {
        apply(asset(1, "A", 0, 1_000_000_000));
        apply(asset(2, "B", 0, 1_000_000_000));
        apply(instrument(0, 1_000_000, 1_000_000));
        fund(ADA, 1, 1_000_000);
        fund(BOB, 2, 1_000_000);
    }

    @Test
    void oneCommandMakesFiveHundredFillsAtMostAndTheRestExpires() {
        openSmallMarket();
        for (int i = 0; i < 501; i++) {
            apply(order(ADA, Side.SELL, 1, 10));
        }

        List<Object> answers = apply(order(BOB, Side.BUY, 600, 10));

        assertEquals(
                500, answers.stream().filter(TradeExecuted.class::isInstance).count());
        OrderExpired expired = answers.stream()
                .filter(OrderExpired.class::isInstance)
                .map(OrderExpired.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(ExpiryReason.FILL_LIMIT, expired.reason());
        assertEquals(100, expired.remaining().units());
    }

    /** Finding T12: a caller that tries the order learns this before. */
    @Test
    void previewReportsAtMostFiveHundredFills() {
        openSmallMarket();
        for (int i = 0; i < 501; i++) {
            apply(order(ADA, Side.SELL, 1, 10));
        }

        exchange.apply(new TryOrder(order(BOB, Side.BUY, 600, 10).request()), ++ids, recorder);

        assertEquals(List.of(), recorder.take());
        OrderPlan plan = ((PreviewAnswer.Planned) recorder.takeTrial()).plan();
        assertEquals(500, plan.trades());
        assertEquals(100, plan.expired().units());
        assertEquals(ExpiryReason.FILL_LIMIT, plan.expiry());
    }

    @Test
    void anAccountHasTheOpenOrdersOfItsQuotaAtMostAndOneCommandCancelsThemAll() {
        openSmallMarket();
        placeOpenOrders(OrderQuota.OPEN_ORDERS_DEFAULT);
        apply(new SetOrderQuota(ADA, new OrderQuota(OrderQuota.OPEN_ORDERS_HIGHEST, 0)));
        placeOpenOrders(OrderQuota.OPEN_ORDERS_HIGHEST - OrderQuota.OPEN_ORDERS_DEFAULT);

        assertEquals(
                OrderQuota.OPEN_ORDERS_HIGHEST,
                apply(CancelOrders.allOf(ADA)).stream()
                        .filter(OrderCanceled.class::isInstance)
                        .count());
        assertInstanceOf(
                OrderAccepted.class, apply(order(ADA, Side.SELL, 1, 10)).getFirst());
    }

    private void placeOpenOrders(int count) {
        for (int i = 0; i < count; i++) {
            assertInstanceOf(
                    OrderAccepted.class,
                    apply(order(ADA, Side.SELL, 1, 10 + i % 5_000)).getFirst());
        }
        assertEquals(RejectReason.TOO_MANY_OPEN_ORDERS, refusalOf(order(ADA, Side.SELL, 1, 10)));
    }

    @Test
    void timeThatGoesBackIsABugAndNoCommand() {
        openSmallMarket();

        assertThrows(IllegalStateException.class, () -> exchange.apply(new OpenAccount(ADA), 0, recorder));
    }
}
