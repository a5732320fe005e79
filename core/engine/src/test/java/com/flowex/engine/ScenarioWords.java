package com.flowex.engine;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RepriceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetPreventionGroup;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The words of a {@link Scenario}:
 *
 * <pre>
 * ada buy 5 @ 100 [ioc|fok|post|gtd 30] [show 2] [as id] [expire_taker|expire_maker|expire_both|decrement|transfer]
 * ada buy 5 market          ada buy 0 worth 500          ada sell 5 from 120|loss 80 trail 10 then ...
 * ada sell 5 stop 90 [best] then market       ada sell 5 stop 90 then @ 85 ioc
 * ada sell 5 profit 120 then ...              ada sell 5 trail 10 then ...   ada sell 5 trail 250bp then ...
 * ada buy 12 @ 100 slices 3 every 10          (a time-weighted order, every 10 seconds)
 * ada sell 5 @ 120 pair stop 90 then market   (one cancels the other)
 * ada buy 5 @ 100 starts|pays sell 5 @ 120    (one triggers the other, and pays it; the first may be a stop, too)
 * ada cancel #1|id|all|buys|sells|everything  ("everything": the connection is gone)
 * ada cancel #1|id only new|filled             (also behind the order that a replacement cancels)
 * ada reduce #1 to 3        ada amend #1 to 3 [@ 105]      ada replace[-anyway] #1 with buy 5 @ 100
 * ada revise #1 [to 3] [@ 105] [stop|profit 95 | trail 5] [best] [show 2]   ada revise #1 ... pair [stop 95] [@ 90]
 * ada ask id [burn]   ada group 7   ada timer 30 [here]   ada limit [value=..] [position=..] [orders=..]
 * operator opens|halts|delists|post_only|cancel_only      operator kills|revives ada|market|tenant
 * operator restricts ada to none|reduce_only|suspended
 * operator rules [tick=..] [lot=..] [min=..] [max=..] [band=percent] [breaker=percent,window s,halt s] [value=..]
 *     [position=..] [orders=..] [without=kind]          operator adopts 2
 * </pre>
 *
 * and those of {@link ScenarioPayments}.
 */
final class ScenarioWords {

    static final long SECOND = 1_000_000_000L;

    private final Instrument market;
    private final Function<String, AccountId> accounts;
    private final ScenarioPayments payments;
    private long now;
    private int ids;

    ScenarioWords(Instrument market, Function<String, AccountId> accounts) {
        this.market = market;
        this.accounts = accounts;
        this.payments = new ScenarioPayments(accounts);
    }

    void now(long timeNanos) {
        now = timeNanos;
    }

    Command command(String line) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.getFirst().equals("operator")) {
            return operator(words.subList(1, words.size()));
        }
        if (ScenarioPayments.isPayment(words)) {
            return payments.command(line);
        }
        AccountId account = accounts.apply(words.getFirst());
        return command(account, words.get(1), words.subList(2, words.size()));
    }

    private Command command(AccountId account, String verb, List<String> words) {
        return switch (verb) {
            case "buy", "sell" -> place(account, side(verb), words);
            case "cancel" -> cancelAny(account, words);
            case "reduce" -> new ReduceOrder(account, orderId(words.getFirst()), new Quantity(number(words.get(2))));
            case "amend" -> {
                if (words.get(1).equals("@")) {
                    yield new RepriceOrder(account, orderId(words.getFirst()), new Price(numberAfter("@", words)));
                }
                Price price = words.contains("@") ? new Price(numberAfter("@", words)) : null;
                yield new AmendOrder(account, orderId(words.getFirst()), price, new Quantity(number(words.get(2))));
            }
            case "revise" -> revise(account, words);
            case "replace", "replace-anyway" -> replace(account, verb, words);
            case "ask" -> new ResolveClientOrderId(account, ClientOrderId.of(words.getFirst()), words.contains("burn"));
            case "group" -> new SetPreventionGroup(account, number(words.getFirst()));
            case "timer" -> ScenarioTimers.command(account, market.id(), words);
            case "limit" ->
                new SetAccountLimits(
                        account,
                        market.id(),
                        new AccountLimits(setting("value", words, 0), setting("position", words, 0), (int)
                                setting("orders", words, 0)));
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private static Side side(String word) {
        return Side.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }

    private static long numberAfter(String word, List<String> words) {
        return number(words.get(words.indexOf(word) + 1));
    }

    private static OrderId orderId(String word) {
        return new OrderId(number(word.substring(1)));
    }

    private Command place(AccountId account, Side side, List<String> words) {
        boolean pays = words.contains("pays");
        int starts = words.indexOf(pays ? "pays" : "starts");
        if (starts > 0) {
            List<String> pending = words.subList(starts + 2, words.size());
            Side after = side(words.get(starts + 1));
            OrderRequest working = order(account, side, words.subList(0, starts));
            if (pending.contains("pair")) {
                PlaceLinkedPair linked = new PlaceLinkedPair(working, pair(account, after, pending));
                return pays ? new PlacePayingPair(linked) : linked;
            }
            PlaceLinkedOrders linked = new PlaceLinkedOrders(working, order(account, after, pending));
            return pays ? new PlacePayingOrders(linked) : linked;
        }
        return words.contains("pair") ? pair(account, side, words) : new PlaceOrder(order(account, side, words));
    }

    private PlaceOrderPair pair(AccountId account, Side side, List<String> words) {
        int pair = words.indexOf("pair");
        List<String> stop = new ArrayList<>(words.subList(pair + 1, words.size()));
        stop.addFirst(words.getFirst());
        return new PlaceOrderPair(order(account, side, words.subList(0, pair)), order(account, side, stop));
    }

    private OrderRequest order(AccountId account, Side side, List<String> words) {
        String id = words.contains("as") ? words.get(words.indexOf("as") + 1) : "auto-" + ++ids;
        SelfTradePrevention mode = SelfTradePrevention.NONE;
        for (SelfTradePrevention other : SelfTradePrevention.values()) {
            mode = words.contains(other.name().toLowerCase(Locale.ROOT)) ? other : mode;
        }
        Quantity quantity = new Quantity(number(words.getFirst()));
        return new OrderRequest(account, ClientOrderId.of(id), market.id(), side, quantity, terms(words), mode);
    }

    private OrderTerms terms(List<String> words) {
        if (words.contains("then")) {
            return new OrderTerms.Conditional(
                    trigger(words), active(words.subList(words.indexOf("then"), words.size())));
        }
        if (words.contains("worth")) {
            return new OrderTerms.MarketByQuote(numberAfter("worth", words));
        }
        if (words.contains("slices")) {
            Price limit = new Price(numberAfter("@", words));
            return new OrderTerms.Twap(limit, (int) numberAfter("slices", words), numberAfter("every", words) * SECOND);
        }
        return active(words);
    }

    private static Trigger trigger(List<String> words) {
        TriggerSource source = words.contains("best") ? TriggerSource.BEST_PRICE : TriggerSource.LAST_TRADE;
        if (words.contains("stop")) {
            return new Trigger.StopLoss(new Price(numberAfter("stop", words)), source);
        }
        if (words.contains("profit")) {
            return new Trigger.TakeProfit(new Price(numberAfter("profit", words)), source);
        }
        String distance = words.get(words.indexOf("trail") + 1);
        Trigger.Trailing trailing = distance.endsWith("bp")
                ? new Trigger.TrailingRate((int) number(distance.substring(0, distance.length() - 2)), source)
                : new Trigger.TrailingAmount(new Price(number(distance)), source);
        return words.contains("from")
                ? new Trigger.TrailingFrom(new Price(numberAfter("from", words)), trailing)
                : words.contains("loss")
                        ? new Trigger.TrailingFromLoss(new Price(numberAfter("loss", words)), trailing)
                        : trailing;
    }

    private OrderTerms.Active active(List<String> words) {
        if (words.contains("market")) {
            return OrderTerms.Market.MARKET;
        }
        TimeInForce force = TimeInForce.GTC;
        for (TimeInForce other : TimeInForce.values()) {
            force = words.contains(other.name().toLowerCase(Locale.ROOT)) ? other : force;
        }
        long expires = force == TimeInForce.GTD ? now + numberAfter("gtd", words) * SECOND : 0;
        long display = words.contains("show") ? numberAfter("show", words) : 0;
        Price price = new Price(numberAfter("@", words));
        return new OrderTerms.Limit(price, force, expires, words.contains("post"), new Quantity(display));
    }

    /** The words behind "starts" are of the pending order. */
    private static Command reviseLinked(AccountId account, List<String> words, List<String> ofPending) {
        LinkedChange change = new LinkedChange(
                words.contains("@") ? new Price(numberAfter("@", words)) : null,
                words.contains("to") ? new Quantity(numberAfter("to", words)) : null,
                ofPending.size() == 1 ? null : change(ofPending));
        return new ReviseLinkedOrders(account, orderId(words.getFirst()), change);
    }

    /** The words behind "pair" are of the stop; the quantity is of both orders. */
    private static Command revisePair(AccountId account, List<String> words, List<String> ofStop) {
        PairChange change = new PairChange(
                words.contains("@") ? new Price(numberAfter("@", words)) : null,
                words.contains("profit") || words.contains("trail") ? trigger(words) : null,
                words.contains("to") ? new Quantity(numberAfter("to", words)) : null,
                ofStop.contains("stop") || ofStop.contains("trail") ? trigger(ofStop) : null,
                ofStop.contains("@") ? new Price(numberAfter("@", ofStop)) : null);
        return new ReviseOrderPair(account, orderId(words.getFirst()), change);
    }

    private static Command revise(AccountId account, List<String> words) {
        int pair = words.indexOf("pair");
        if (pair >= 0) {
            return revisePair(account, words.subList(0, pair), words.subList(pair, words.size()));
        }
        int starts = words.indexOf("starts");
        if (starts >= 0) {
            return reviseLinked(account, words.subList(0, starts), words.subList(starts, words.size()));
        }
        return new ReviseOrder(account, orderId(words.getFirst()), change(words));
    }

    private static OrderChange change(List<String> words) {
        boolean namesTrigger = words.contains("stop") || words.contains("profit") || words.contains("trail");
        return new OrderChange(
                words.contains("@") ? new Price(numberAfter("@", words)) : null,
                words.contains("to") ? new Quantity(numberAfter("to", words)) : null,
                namesTrigger ? trigger(words) : null,
                words.contains("show") ? new Quantity(numberAfter("show", words)) : null);
    }

    private Command cancelAny(AccountId account, List<String> words) {
        return switch (words.getFirst()) {
            case "all" -> CancelOrders.allOf(account);
            case "buys" -> new CancelOrders(account, market.id(), Side.BUY, CancelReason.REQUESTED);
            case "sells" -> new CancelOrders(account, market.id(), Side.SELL, CancelReason.REQUESTED);
            case "everything" -> new CancelOrders(account, null, null, CancelReason.DISCONNECTED);
            default -> cancel(account, words);
        };
    }

    private static CancelOne cancel(AccountId account, List<String> words) {
        String subject = words.getFirst();
        CancelOne cancel = subject.startsWith("#")
                ? new CancelOrder(account, orderId(subject))
                : new CancelOrderByClientId(account, ClientOrderId.of(subject));
        if (!words.contains("only")) {
            return cancel;
        }
        boolean isNew = words.get(words.indexOf("only") + 1).equals("new");
        return new CancelRestricted(
                cancel, isNew ? CancelRestriction.ONLY_NEW : CancelRestriction.ONLY_PARTIALLY_FILLED);
    }

    private Command replace(AccountId account, String verb, List<String> words) {
        ReplaceMode mode = verb.equals("replace") ? ReplaceMode.STOP_ON_FAILURE : ReplaceMode.ALLOW_FAILURE;
        int with = words.indexOf("with");
        OrderRequest order = order(account, side(words.get(with + 1)), words.subList(with + 2, words.size()));
        return new CancelReplace(cancel(account, words.subList(0, with)), order, mode);
    }

    private Command operator(List<String> words) {
        return switch (words.getFirst()) {
            case "opens" -> state(MarketState.OPEN);
            case "halts" -> state(MarketState.HALTED);
            case "delists" -> state(MarketState.DELISTED);
            case "post_only" -> state(MarketState.POST_ONLY);
            case "cancel_only" -> state(MarketState.CANCEL_ONLY);
            case "kills" -> new SetKillSwitch(scope(words.get(1)), true);
            case "restricts" -> new RestrictAccount(accounts.apply(words.get(1)), restriction(words.get(3)));
            case "revives" -> new SetKillSwitch(scope(words.get(1)), false);
            case "rules" -> rules(words);
            case "adopts" -> new AdoptRules((int) number(words.get(1)));
            default -> throw new IllegalArgumentException(words.getFirst());
        };
    }

    private Command state(MarketState state) {
        return new ChangeMarketState(1, market.id(), state);
    }

    private static AccountRestriction restriction(String word) {
        return AccountRestriction.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private KillScope scope(String word) {
        return switch (word) {
            case "market" -> new KillScope.OfMarket(1, market.id());
            case "tenant" -> new KillScope.OfTenant(1);
            default -> new KillScope.OfAccount(accounts.apply(word));
        };
    }

    private static long setting(String name, List<String> words, long otherwise) {
        String text = settingText(name, words);
        return text.isEmpty() ? otherwise : number(text);
    }

    private static String settingText(String name, List<String> words) {
        for (String word : words) {
            if (word.startsWith(name + "=")) {
                return word.substring(name.length() + 1);
            }
        }
        return "";
    }

    private Command rules(List<String> words) {
        RiskRules risk = new RiskRules(
                setting("value", words, 0),
                setting("position", words, 0),
                (int) setting("orders", words, 0),
                (int) setting("band", words, 0) * 10_000,
                breaker(settingText("breaker", words)),
                kinds(settingText("without", words)));
        InstrumentRules rules = new InstrumentRules(
                market.rules().priceScale(),
                setting("tick", words, 5),
                100_000,
                setting("lot", words, 1),
                setting("min", words, 1),
                setting("max", words, 100_000),
                10,
                risk);
        FeeSchedule fees = market.fees();
        return new ChangeInstrument(new Instrument(
                market.tenant(), market.id(), market.symbol(), market.base(), market.quote(), rules, fees));
    }

    private static CircuitBreaker breaker(String text) {
        if (text.isEmpty()) {
            return CircuitBreaker.NONE;
        }
        List<String> parts = List.of(text.split(",", -1));
        return new CircuitBreaker(
                (int) number(parts.get(0)) * 10_000, number(parts.get(1)) * SECOND, number(parts.get(2)) * SECOND);
    }

    private static Set<OrderKind> kinds(String without) {
        Set<OrderKind> kinds = EnumSet.allOf(OrderKind.class);
        kinds.removeIf(kind -> kind.code().equals(without));
        return kinds;
    }
}
