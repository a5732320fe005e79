package com.flowex.cluster.node;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
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
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.List;
import java.util.stream.LongStream;

/** One market, BTC-USDT, with a seller and a buyer who have plenty. */
public final class TestMarket {
    public static final AccountId SELLER = new AccountId(1, 1_000);
    public static final AccountId BUYER = new AccountId(1, 1_001);

    private static final AssetId BTC = new AssetId(1);
    private static final AssetId USDT = new AssetId(2);
    private static final InstrumentId BTC_USDT = new InstrumentId(1);

    private TestMarket() {}

    public static List<Command> beginning() {
        InstrumentRules rules = new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 0);
        return List.of(
                new ListAsset(new Asset(1, BTC, "BTC", new Scale(8), 21_000_000)),
                new ListAsset(new Asset(1, USDT, "USDT", new Scale(6), 900_000_000_000L)),
                new ListInstrument(
                        new Instrument(1, BTC_USDT, "BTC-USDT", BTC, USDT, rules, new FeeRates(1_000, 1_000))),
                new OpenAccount(SELLER),
                new OpenAccount(BUYER),
                deposit(1, SELLER, new Amount(BTC, 1_000_000_000_000_000L)),
                deposit(2, BUYER, new Amount(USDT, 800_000_000_000_000_000L)));
    }

    public static Command openAccount(long number) {
        return new OpenAccount(new AccountId(1, number));
    }

    private static Command deposit(long id, AccountId account, Amount amount) {
        return new PostTransfer(
                new Transfer(new TransferId(0, id), AccountId.outsideOf(1), account, amount, TransferKind.DEPOSIT));
    }

    /** A cent goes to the buyer: every number once, so what it answers says whether it was seen before. */
    public static Command payment(long number) {
        return deposit(1_000 + number, BUYER, new Amount(USDT, 1));
    }

    /** A number of payments as one command; all of them or none. */
    static Command payments(long first, int count) {
        return new PostTransferChain(LongStream.range(first, first + count)
                .mapToObj(number -> ((PostTransfer) payment(number)).transfer())
                .<TransferStep>map(TransferStep.Post::new)
                .toList());
    }

    /** Sells and buys by turns at one price, so that every second order trades. */
    public static Command order(long number) {
        boolean sells = number % 2 == 0;
        return order("n-" + number, sells ? SELLER : BUYER, sells ? Side.SELL : Side.BUY, 30_000_00);
    }

    public static Command order(String id, AccountId account, Side side, long priceUnits) {
        return order(id, account, side, 1_000, new OrderTerms.Limit(new Price(priceUnits), TimeInForce.GTC, false));
    }

    public static Command order(String id, AccountId account, Side side, long units, OrderTerms terms) {
        return new PlaceOrder(
                new OrderRequest(account, ClientOrderId.of(id), BTC_USDT, side, new Quantity(units), terms));
    }

    public static Command cancel(String id, AccountId account) {
        return new CancelOrderByClientId(account, ClientOrderId.of(id));
    }
}
