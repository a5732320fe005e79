package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.state.BalanceState;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A market and its operator, in their words: a line is a command, behind the bar stands everything that comes of it but
 * balances, which are asked for with {@code ada has}. Coins and dollars have scale 0; everyone begins with 10,000 coins and
 * 1,000,000 dollars. Each scenario runs twice: the second time every line is asked of an exchange that was restored from a
 * snapshot of the one before.
 */
final class OperatorScenario {

    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final AssetId COIN = new AssetId(1);
    private static final AssetId DOLLAR = new AssetId(2);
    private static final long SECOND = 1_000_000_000L;

    private final boolean restores;
    private Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();
    private final Map<String, AccountId> names = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private FeeSchedule fees = FeeSchedule.flat(new FeeRates(0, 0));
    private long timeNanos = 20_000 * 86_400 * SECOND;
    private int ids;

    private OperatorScenario(boolean restores) {
        this.restores = restores;
        numbers.putAll(Map.of("tick", 5L, "max", 100_000L, "lot", 1L, "band", 0L, "breaker", 0L, "within", 32L));
        numbers.put("halt", 60L);
        apply(new ListAsset(new Asset(1, COIN, "COIN", new Scale(0), 1_000_000_000)));
        apply(new ListAsset(new Asset(1, DOLLAR, "USD", new Scale(0), 1_000_000_000)));
        apply(new ListInstrument(instrument()));
    }

    static void scenario(String lines) {
        for (boolean restores : new boolean[] {false, true}) {
            OperatorScenario scenario = new OperatorScenario(restores);
            lines.lines().filter(line -> !line.isBlank()).forEach(scenario::step);
        }
    }

    private void step(String line) {
        int bar = line.indexOf('|');
        String requested = line.substring(0, bar).strip().replaceAll(" +", " ");
        assertEquals(line.substring(bar + 1).strip(), outcomeOf(requested.split(" ", -1)), line);
        Exchange copy = Replays.copyOf(exchange);
        assertEquals(exchange.digest(), copy.digest(), line);
        exchange = restores ? copy : exchange;
    }

    private String outcomeOf(String[] words) {
        if (words.length == 2 && words[1].equals("has")) {
            return holdingOf(account(words[0]));
        }
        if (words[0].equals("after")) {
            timeNanos += Long.parseLong(words[1]) * (words[2].equals("days") ? 86_400 * SECOND : SECOND);
            return describe(apply(AdvanceTime.ADVANCE_TIME));
        }
        return describe(apply(words[0].equals("operator") ? ofOperator(words) : ofTrader(words)));
    }

    private Command ofOperator(String[] words) {
        return switch (words[1]) {
            case "becomes" -> new ChangeMarketState(1, MARKET, MarketState.valueOf(words[2]));
            case "kills" -> new SetKillSwitch(scope(words[2]), true);
            case "frees" -> new SetKillSwitch(scope(words[2]), false);
            case "groups" -> new SetPreventionGroup(account(words[2]), Long.parseLong(words[3]));
            case "limits" ->
                new SetAccountLimits(
                        account(words[2]),
                        MARKET,
                        new AccountLimits(
                                Long.parseLong(words[3]), Long.parseLong(words[4]), Integer.parseInt(words[5])));
            case "allows" -> new SetOrderQuota(account(words[2]), new OrderQuota(Integer.parseInt(words[3]), 0));
            case "adopts" -> new AdoptRules(Integer.parseInt(words[2]));
            case "fees" -> changeFees(words);
            default -> change(words);
        };
    }

    /** "operator tick 10 max 500": rules by name. */
    private Command change(String[] words) {
        for (int i = 1; i < words.length; i += 2) {
            numbers.put(words[i], Long.parseLong(words[i + 1]));
        }
        return new ChangeInstrument(instrument());
    }

    /** "operator fees 0 10 20 500 -5 15": volume, maker and taker in thousandths. */
    private Command changeFees(String[] words) {
        List<FeeTier> tiers = new ArrayList<>();
        for (int i = 2; i < words.length; i += 3) {
            FeeRates rates =
                    new FeeRates(Integer.parseInt(words[i + 1]) * 1_000, Integer.parseInt(words[i + 2]) * 1_000);
            tiers.add(new FeeTier(Long.parseLong(words[i]), rates));
        }
        fees = new FeeSchedule(tiers);
        return new ChangeInstrument(instrument());
    }

    private Instrument instrument() {
        CircuitBreaker breaker =
                new CircuitBreaker((int) number("breaker"), number("within") * SECOND, number("halt") * SECOND);
        RiskRules risk = new RiskRules(0, 0, 0, (int) number("band"), breaker, RiskRules.NONE.kinds());
        InstrumentRules rules =
                new InstrumentRules(new Scale(0), number("tick"), number("max"), number("lot"), 1, 1_000_000, 0, risk);
        return new Instrument(1, MARKET, "COIN-USD", COIN, DOLLAR, rules, fees);
    }

    private long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    private KillScope scope(String name) {
        return switch (name) {
            case "tenant" -> new KillScope.OfTenant(1);
            case "market" -> new KillScope.OfMarket(1, MARKET);
            case "nowhere" -> new KillScope.OfMarket(1, new InstrumentId(99));
            case "nobody" -> new KillScope.OfAccount(new AccountId(1, 999_999));
            default -> new KillScope.OfAccount(account(name));
        };
    }

    private Command ofTrader(String[] words) {
        AccountId id = account(words[0]);
        return switch (words[1]) {
            case "cancel" -> new CancelOrder(id, order(words[2]));
            case "amend" ->
                new AmendOrder(id, order(words[2]), new Price(Long.parseLong(words[5])), quantity(words[3]));
            default -> new PlaceOrder(request(id, words));
        };
    }

    private static OrderId order(String number) {
        return new OrderId(Long.parseLong(number.substring(1)));
    }

    private static Quantity quantity(String units) {
        return new Quantity(Long.parseLong(units));
    }

    /** "ada buy 5 @ 100 post careful", "ada sell 5 market", "ada sell 5 stop 95", "ada sell 5 stop 95 @ 90". */
    private OrderRequest request(AccountId account, String[] words) {
        List<String> rest = List.of(words);
        OrderTerms.Active active = OrderTerms.Market.MARKET;
        int at = rest.indexOf("@");
        if (at >= 0) {
            Price price = new Price(Long.parseLong(words[at + 1]));
            TimeInForce force = rest.contains("ioc") ? TimeInForce.IOC : TimeInForce.GTC;
            active = new OrderTerms.Limit(price, force, rest.contains("post"));
        }
        OrderTerms terms = rest.contains("stop") ? stop(words[rest.indexOf("stop") + 1], active) : active;
        return new OrderRequest(
                account,
                ClientOrderId.of("o" + ++ids),
                MARKET,
                words[1].equals("buy") ? Side.BUY : Side.SELL,
                quantity(words[2]),
                terms,
                rest.contains("careful") ? SelfTradePrevention.EXPIRE_TAKER : SelfTradePrevention.NONE);
    }

    private static OrderTerms stop(String price, OrderTerms.Active then) {
        return new OrderTerms.Conditional(
                new Trigger.StopLoss(new Price(Long.parseLong(price)), TriggerSource.LAST_TRADE), then);
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
        TransferId id = new TransferId(1, ++ids);
        Amount amount = new Amount(asset, units);
        apply(new PostTransfer(new Transfer(id, AccountId.outsideOf(1), account, amount, TransferKind.GENESIS)));
    }

    private String holdingOf(AccountId account) {
        Map<AssetId, Long> holdings = new HashMap<>();
        exchange.writeState(piece -> {
            if (piece instanceof BalanceState state && state.account().equals(account)) {
                holdings.put(state.asset(), state.balanceUnits());
            }
        });
        return holdings.get(COIN) + " coins, " + holdings.get(DOLLAR) + " dollars";
    }

    private List<Object> apply(Command command) {
        exchange.apply(command, ++timeNanos, recorder);
        return recorder.take();
    }

    private static String describe(List<Object> answers) {
        List<String> words = new ArrayList<>();
        for (Object answer : answers) {
            if (!(answer instanceof BalanceChanged)) {
                words.add(describe((Event) answer));
            }
        }
        return String.join(", ", words);
    }

    private static String describe(Event event) {
        return switch (event) {
            case OrderAccepted accepted -> "accepted #" + accepted.order();
            case OrderRested rested -> "rests " + units(rested.remaining());
            case TradeExecuted trade ->
                "trade #" + trade.maker().order() + " " + units(trade.quantity()) + " @ "
                        + trade.price().units();
            case SelfTradePrevented prevented -> "prevented #" + prevented.taker();
            case OrderTriggered triggered -> "triggered #" + triggered.order();
            case OrderCanceled canceled -> "canceled #" + canceled.order();
            case OrderExpired expired ->
                "expired #" + expired.order() + " " + expired.reason().code();
            case MarketStateChanged changed -> changed.state() + " by " + changed.cause();
            case KillSwitchSet killed -> killed.isOn() ? "killed" : "freed";
            case InstrumentChanged _ -> "changed";
            case AccountLimitsSet _, OrderQuotaSet _ -> "limited";
            case PreventionGroupSet _ -> "grouped";
            case RulesAdopted(var version) -> "rules " + version;
            case Rejection rejection -> rejection.reason().code();
            default -> event.toString();
        };
    }

    private static long units(Quantity quantity) {
        return quantity.units();
    }
}
