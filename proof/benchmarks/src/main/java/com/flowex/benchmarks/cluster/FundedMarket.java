package com.flowex.benchmarks.cluster;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One market with many funded accounts, whose orders sell and buy alternately, so that every second one trades. */
final class FundedMarket {
    private static final int ACCOUNTS = 1_000;
    private static final AssetId BTC = new AssetId(1);
    private static final AssetId USDT = new AssetId(2);
    private static final InstrumentId BTC_USDT = new InstrumentId(1);

    private FundedMarket() {}

    static List<Command> beginning() {
        List<Command> commands = new ArrayList<>(listing());
        for (int i = 0; i < ACCOUNTS; i++) {
            commands.add(new OpenAccount(account(i)));
            commands.add(deposit(2L * i + 1, account(i), new Amount(BTC, 1_000_000_000_000L)));
            commands.add(deposit(2L * i + 2, account(i), new Amount(USDT, 800_000_000_000_000L)));
        }
        return commands;
    }

    /** Returns the commands that list the market. */
    static List<Command> listing() {
        InstrumentRules rules = new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 0);
        List<Command> commands = new ArrayList<>();
        commands.add(new ListAsset(new Asset(1, BTC, "BTC", new Scale(8), 21_000_000)));
        commands.add(new ListAsset(new Asset(1, USDT, "USDT", new Scale(6), 900_000_000_000L)));
        commands.add(new ListInstrument(
                new Instrument(1, BTC_USDT, "BTC-USDT", BTC, USDT, rules, new FeeRates(1_000, 1_000))));
        return commands;
    }

    /** Returns commands for a new account with one order that rests, at one of a thousand prices. */
    static Stream<Command> resting(long number) {
        AccountId owner = new AccountId(1, AccountId.CUSTOMERS_FROM + number);
        return Stream.of(
                new OpenAccount(owner),
                deposit(number + 1, owner, new Amount(BTC, 1_000_000)),
                new PlaceOrder(new OrderRequest(
                        owner,
                        ClientOrderId.of("s-" + number),
                        BTC_USDT,
                        Side.SELL,
                        new Quantity(1_000),
                        new OrderTerms.Limit(new Price(30_000_00 + number % 1_000), TimeInForce.GTC, false))));
    }

    /** Returns a new payment. */
    static Command deposit(long number) {
        return deposit(number + 1, new AccountId(1, AccountId.CUSTOMERS_FROM), new Amount(BTC, 1));
    }

    private static AccountId account(long number) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + number % ACCOUNTS);
    }

    private static Command deposit(long id, AccountId account, Amount amount) {
        return new PostTransfer(
                new Transfer(new TransferId(0, id), AccountId.outsideOf(1), account, amount, TransferKind.GENESIS));
    }

    static Command order(long number) {
        return new PlaceOrder(new OrderRequest(
                account(number),
                // A dated id: a tenant has only a share of undated ones.
                ClientOrderId.dated(System.currentTimeMillis(), 0, number),
                BTC_USDT,
                number % 2 == 0 ? Side.SELL : Side.BUY,
                new Quantity(1_000),
                new OrderTerms.Limit(new Price(30_000_00), TimeInForce.GTC, false)));
    }
}
