package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.FeeRates;
import com.flowex.domain.FirstAnswer;
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
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A market in a trader's words: a line is a command, behind the bar stands everything that comes of it.
 *
 * <p>Coins have scale 0 and so have prices and dollars: one coin at 100 costs 100. Everyone begins with 10,000 coins and
 * 1,000,000 dollars; there is no fee unless a scenario says so. Balances are asked for with {@code ada has}.
 */
final class Scenario {

    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final AssetId COIN = new AssetId(1);
    private static final AssetId DOLLAR = new AssetId(2);
    private static final long HOUR = 3_600_000_000_000L;

    private final Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();
    private final Map<String, AccountId> names = new HashMap<>();
    private final Map<AccountId, BalanceChanged> coins = new HashMap<>();
    private final Map<AccountId, BalanceChanged> dollars = new HashMap<>();
    private long timeNanos = 1_000;
    private int ids;
    private int transfers;

    private Scenario(FeeRates fees) {
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(0), 1_000_000_000)));
        apply(new ListAsset(new Asset(1, DOLLAR, "USD", new Scale(0), 1_000_000_000)));
        InstrumentRules rules = new InstrumentRules(new Scale(0), 5, 100_000, 1, 1, 100_000, 10);
        apply(new ListInstrument(new Instrument(1, MARKET, "COIN-USD", COIN, DOLLAR, rules, fees)));
    }

    /** Runs a scenario without fees. */
    static void scenario(String lines) {
        scenario(new FeeRates(0, 0), lines);
    }

    static void scenario(FeeRates fees, String lines) {
        Scenario scenario = new Scenario(fees);
        for (String line : lines.lines().toList()) {
            if (!line.isBlank()) {
                scenario.step(line);
            }
        }
    }

    private void step(String line) {
        int bar = line.indexOf('|');
        String asked = line.substring(0, bar).strip().replaceAll(" +", " ");
        String expected = line.substring(bar + 1).strip();
        assertEquals(expected, outcomeOf(asked), line);
    }

    private String outcomeOf(String asked) {
        String[] words = asked.split(" ");
        if (words[1].equals("has")) {
            return holdingOf(account(words[0]));
        }
        if (words[0].equals("after")) {
            timeNanos += Long.parseLong(words[1]) * HOUR;
            return "";
        }
        return told(apply(command(words)));
    }

    private String holdingOf(AccountId account) {
        BalanceChanged coin = coins.get(account);
        BalanceChanged dollar = dollars.get(account);
        return describe(coin, "coins") + ", " + describe(dollar, "dollars");
    }

    private static String describe(@Nullable BalanceChanged balance, String unit) {
        if (balance == null) {
            return "0 " + unit;
        }
        String held = balance.heldUnits() == 0 ? "" : " (" + balance.heldUnits() + " held)";
        return balance.balanceUnits() + " " + unit + held;
    }

    private Command command(String[] words) {
        if (words[0].equals("operator")) {
            return words[1].equals("halts")
                    ? new ChangeMarketState(1, MARKET, MarketState.HALTED)
                    : new ChangeMarketState(1, MARKET, MarketState.OPEN);
        }
        AccountId who = account(words[0]);
        return switch (words[1]) {
            case "buy" -> new PlaceOrder(order(who, Side.BUY, words));
            case "sell" -> new PlaceOrder(order(who, Side.SELL, words));
            case "cancel" -> cancel(who, words[2]);
            case "reduce" -> new ReduceOrder(who, orderId(words[2]), new Quantity(Long.parseLong(words[4])));
            case "ask" -> new ResolveClientOrderId(who, ClientOrderId.of(words[2]), words.length > 3);
            case "pay" -> pay(who, words);
            default -> throw new IllegalArgumentException(String.join(" ", words));
        };
    }

    private static Command cancel(AccountId who, String what) {
        if (what.equals("all")) {
            return CancelOrders.allOf(who);
        }
        return what.startsWith("#")
                ? new CancelOrder(who, orderId(what))
                : new CancelOrderByClientId(who, ClientOrderId.of(what));
    }

    /** For example "ada pay bob 5 id 7": dollars, under the transfer id 7. */
    private Command pay(AccountId who, String[] words) {
        Amount amount = new Amount(DOLLAR, Long.parseLong(words[3]));
        TransferId id = new TransferId(9, Long.parseLong(words[5]));
        return new PostTransfer(new Transfer(id, who, account(words[2]), amount, TransferKind.INTERNAL));
    }

    private static OrderId orderId(String number) {
        return new OrderId(Long.parseLong(number.substring(1)));
    }

    /** For example "ada buy 5 @ 100 ioc as my-id" or "ada buy 5 market". */
    private OrderRequest order(AccountId who, Side side, String[] words) {
        List<String> rest = new ArrayList<>(List.of(words).subList(3, words.length));
        int as = rest.indexOf("as");
        String id = as < 0 ? "auto-" + ++ids : rest.get(as + 1);
        OrderTerms terms = OrderTerms.Market.MARKET;
        if (rest.getFirst().equals("@")) {
            Price price = new Price(Long.parseLong(rest.get(1)));
            TimeInForce force =
                    rest.contains("ioc") ? TimeInForce.IOC : rest.contains("fok") ? TimeInForce.FOK : TimeInForce.GTC;
            terms = new OrderTerms.Limit(price, force, rest.contains("post"));
        }
        return new OrderRequest(who, ClientOrderId.of(id), MARKET, side, new Quantity(Long.parseLong(words[2])), terms);
    }

    private AccountId account(String name) {
        AccountId known = names.get(name);
        if (known != null) {
            return known;
        }
        AccountId account =
                name.equals("fees") ? AccountId.feesOf(1) : new AccountId(1, AccountId.CUSTOMERS_FROM + names.size());
        names.put(name, account);
        if (account.number() != AccountId.FEES) {
            apply(new OpenAccount(account));
            fund(account, COIN, 10_000);
            fund(account, DOLLAR, 1_000_000);
        }
        return account;
    }

    private void fund(AccountId account, AssetId asset, long units) {
        apply(new PostTransfer(new Transfer(
                new TransferId(1, ++transfers),
                AccountId.outsideOf(1),
                account,
                new Amount(asset, units),
                TransferKind.DEPOSIT)));
    }

    private List<Object> apply(Command command) {
        exchange.apply(command, ++timeNanos, recorder);
        List<Object> answers = recorder.take();
        for (Object answer : answers) {
            if (answer instanceof BalanceChanged balance) {
                (balance.asset().equals(COIN) ? coins : dollars).put(balance.account(), balance);
            }
        }
        return answers;
    }

    private static String told(List<Object> answers) {
        List<String> words = new ArrayList<>();
        for (Object answer : answers) {
            if (!(answer instanceof BalanceChanged)) {
                words.add(answer instanceof Event event ? told(event) : told((FirstAnswer) answer));
            }
        }
        return String.join(", ", words);
    }

    private static String told(FirstAnswer answer) {
        return switch (answer) {
            case FirstAnswer.Accepted accepted -> "again accepted #" + accepted.order();
            case FirstAnswer.Posted _ -> "again paid";
            case FirstAnswer.Refused refused -> "again " + refused.reason().code();
        };
    }

    private static String told(Event event) {
        return switch (event) {
            case OrderAccepted accepted -> "accepted #" + accepted.order();
            case OrderRested rested ->
                "rests " + rested.remaining().units() + " @ " + rested.price().units();
            case TradeExecuted trade ->
                "trade #" + trade.maker().order() + " " + trade.quantity().units() + " @ "
                        + trade.price().units();
            case OrderCanceled canceled ->
                "canceled #" + canceled.order() + " " + canceled.remaining().units();
            case OrderReduced reduced ->
                "reduced #" + reduced.order() + " to " + reduced.remaining().units();
            case OrderExpired expired ->
                "expired " + expired.remaining().units() + " "
                        + expired.reason().name().toLowerCase(Locale.ROOT);
            case Rejection rejection -> rejection.reason().code();
            case ClientOrderIdBurnt _ -> "burnt";
            case MarketStateChanged market -> market.state() == MarketState.HALTED ? "halted" : "resumed";
            case TransferPosted _ -> "paid";
            default -> event.toString();
        };
    }
}
