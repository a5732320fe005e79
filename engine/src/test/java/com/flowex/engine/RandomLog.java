package com.flowex.engine;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.FeeRates;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.MarketState;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Scale;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferKind;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A seeded log of commands that meet each other often: few accounts, few prices, small quantities, ids that repeat,
 * orders of others, and a few commands that make no sense. The same seed is the same log on every JDK.
 */
public final class RandomLog {

    /** A command and its log time. */
    public record Entry(Command command, long timeNanos) {}

    private static final int ACCOUNTS = 6;
    private static final long HOUR = 3_600_000_000_000L;

    private final Random random;
    private long timeNanos = 1_700_000_000_000_000_000L;
    private int placed;

    private RandomLog(long seed) {
        this.random = new Random(seed);
    }

    /** The log of a seed; its first commands list two tenants' markets and fund some accounts. */
    public static List<Entry> of(long seed, int commands) {
        RandomLog log = new RandomLog(seed);
        List<Entry> entries = new ArrayList<>(commands);
        for (Command command : beginning()) {
            if (entries.size() < commands) {
                entries.add(log.entry(command));
            }
        }
        while (entries.size() < commands) {
            entries.add(log.entry(log.next()));
        }
        return entries;
    }

    private Entry entry(Command command) {
        timeNanos += random.nextInt(1_000) == 0 ? random.nextInt(30) * HOUR : random.nextInt(1_000_000);
        return new Entry(command, timeNanos);
    }

    private static List<Command> beginning() {
        List<Command> commands = new ArrayList<>();
        commands.add(new ListAsset(new Asset(1, new AssetId(1), "BTC", new Scale(4), 21_000_000)));
        commands.add(new ListAsset(new Asset(1, new AssetId(2), "USD", new Scale(2), 1_000_000_000)));
        commands.add(new ListAsset(new Asset(1, new AssetId(3), "ETH", new Scale(6), 1_000_000_000)));
        commands.add(new ListAsset(new Asset(2, new AssetId(4), "BTC", new Scale(8), 21_000_000)));
        commands.add(new ListAsset(new Asset(2, new AssetId(5), "EUR", new Scale(0), 1_000_000)));
        commands.add(new ListInstrument(instrument(1, 1, "BTC-USD", 1, 2, rules(2, 1, 10, 100))));
        commands.add(new ListInstrument(instrument(1, 2, "ETH-BTC", 3, 1, rules(4, 5, 10, 0))));
        commands.add(new ListInstrument(instrument(2, 3, "BTC-EUR", 4, 5, rules(0, 1, 1, 0))));
        for (int i = 0; i < ACCOUNTS; i++) {
            commands.add(new OpenAccount(account(i)));
            commands.add(deposit(1_000 + i * 10L, account(i), asset(account(i), 0), 3_000));
            commands.add(deposit(1_001 + i * 10L, account(i), asset(account(i), 1), 3_000));
        }
        return commands;
    }

    private static InstrumentRules rules(int priceScale, long tick, long lot, long notionalMin) {
        return new InstrumentRules(new Scale(priceScale), tick, 100_000, lot, 2 * lot, 1_000_000, notionalMin);
    }

    private static Instrument instrument(
            int tenant, int id, String symbol, int base, int quote, InstrumentRules rules) {
        return new Instrument(
                tenant,
                new InstrumentId(id),
                symbol,
                new AssetId(base),
                new AssetId(quote),
                rules,
                new FeeRates(30_000, 70_000));
    }

    /** Accounts 0 to 3 are of tenant 1, 4 and 5 of tenant 2. */
    private static AccountId account(int index) {
        return new AccountId(index < 4 ? 1 : 2, AccountId.CUSTOMERS_FROM + index);
    }

    private static AssetId asset(AccountId account, int index) {
        return new AssetId(account.tenant() == 1 ? 1 + index : 4 + index);
    }

    private static Command deposit(long id, AccountId to, AssetId asset, long units) {
        return new PostTransfer(new Transfer(
                new TransferId(0, id),
                AccountId.outsideOf(to.tenant()),
                to,
                new Amount(asset, units),
                TransferKind.DEPOSIT));
    }

    private Command next() {
        int dice = random.nextInt(100);
        if (dice < 58) {
            return new PlaceOrder(order());
        }
        if (dice < 90) {
            return ofOpenOrders(dice);
        }
        return ofTheHouse(dice);
    }

    private Command ofOpenOrders(int dice) {
        AccountId account = anyone();
        if (dice < 70) {
            return new CancelOrder(account, anyOrder());
        }
        if (dice < 75) {
            return new CancelOrderByClientId(account, anyClientId());
        }
        if (dice < 84) {
            return new ReduceOrder(account, anyOrder(), new Quantity(10L * random.nextInt(20)));
        }
        if (dice < 86) {
            return CancelOrders.allOf(account);
        }
        if (dice < 88) {
            return CancelOrders.allOf(account, anyInstrument());
        }
        return new ResolveClientOrderId(account, anyClientId(), random.nextBoolean());
    }

    private Command ofTheHouse(int dice) {
        int tenant = 1 + random.nextInt(2);
        if (dice < 96) {
            return transfer();
        }
        if (dice < 97) {
            return new ChangeMarketState(tenant, anyInstrument(), MarketState.HALTED);
        }
        if (dice < 99) {
            return new ChangeMarketState(tenant, anyInstrument(), MarketState.OPEN);
        }
        return new OpenAccount(new AccountId(tenant, AccountId.CUSTOMERS_FROM + random.nextInt(20)));
    }

    private Command transfer() {
        AccountId from = random.nextInt(3) == 0 ? anyone() : AccountId.outsideOf(1 + random.nextInt(2));
        AccountId to = anyone();
        AccountId other = from.equals(to) ? AccountId.feesOf(1) : to;
        long units = random.nextInt(50) == 0 ? Long.MAX_VALUE : 1 + random.nextInt(5_000);
        return new PostTransfer(new Transfer(
                new TransferId(1, 1 + random.nextInt(400)),
                from,
                other,
                new Amount(new AssetId(1 + random.nextInt(6)), units),
                TransferKind.INTERNAL));
    }

    private OrderRequest order() {
        placed++;
        AccountId account = anyone();
        InstrumentId instrument = anyInstrument();
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long quantity = random.nextInt(40) == 0 ? random.nextInt(2_000_000) : 10L * (1L + random.nextInt(30));
        return new OrderRequest(account, anyClientId(), instrument, side, new Quantity(quantity), terms(side));
    }

    private OrderTerms terms(Side side) {
        if (random.nextInt(10) == 0) {
            return OrderTerms.Market.MARKET;
        }
        int away = random.nextInt(20) - 4;
        long price = 10_000 + 5L * (side == Side.BUY ? -away : away);
        long odd = random.nextInt(30) == 0 ? 1L + random.nextInt(200_000) : price;
        return switch (random.nextInt(8)) {
            case 0 -> new OrderTerms.Limit(new Price(odd), TimeInForce.IOC, false);
            case 1 -> new OrderTerms.Limit(new Price(odd), TimeInForce.FOK, false);
            case 2 -> new OrderTerms.Limit(new Price(odd), TimeInForce.GTC, true);
            default -> new OrderTerms.Limit(new Price(odd), TimeInForce.GTC, false);
        };
    }

    private AccountId anyone() {
        return random.nextInt(60) == 0 ? new AccountId(1, 77_777) : account(random.nextInt(ACCOUNTS));
    }

    private InstrumentId anyInstrument() {
        return new InstrumentId(1 + random.nextInt(random.nextInt(20) == 0 ? 4 : 3));
    }

    private OrderId anyOrder() {
        return new OrderId(Math.max(1, placed - random.nextInt(40)));
    }

    private ClientOrderId anyClientId() {
        return ClientOrderId.of("order-" + Math.max(0, placed - (random.nextInt(6) == 0 ? random.nextInt(60) : 0)));
    }
}
