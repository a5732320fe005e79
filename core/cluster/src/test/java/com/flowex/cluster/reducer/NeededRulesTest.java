package com.flowex.cluster.reducer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
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
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Goal: no command that older builds cannot read reaches the log before its rules are adopted. Method: each command of the
 * sealed list is either one that rules 6 knew, or has an example here with the rules that it needs.
 */
class NeededRulesTest {

    /** Commands that builds of rules 6 read. None is ever added: a new command needs newer rules. */
    private static final Set<String> OF_RULES_6 = Set.of(
            "AdoptRules",
            "AdvanceTime",
            "AmendOrder",
            "BindAccount",
            "CancelOrder",
            "CancelOrderByClientId",
            "CancelOrders",
            "CancelReplace",
            "ChangeInstrument",
            "ChangeMarketState",
            "ListAsset",
            "ListInstrument",
            "OpenAccount",
            "OpenOwnedAccount",
            "PlaceLinkedOrders",
            "PlaceOrder",
            "PlaceOrderPair",
            "PostTransfer",
            "PostTransferChain",
            "QueryOrderQuota",
            "ReduceOrder",
            "ReplaceInstrument",
            "RepriceOrder",
            "ResolveClientOrderId",
            "RestrictAccount",
            "ReviseLinkedOrders",
            "ReviseOrder",
            "ReviseOrderPair",
            "SetAccountLimits",
            "SetDeadMansTimer",
            "SetKillSwitch",
            "SetOrderQuota",
            "SetPreventionGroup",
            "TryLinkedOrders",
            "TryOrder",
            "TryOrderPair");

    private static final AccountId ACCOUNT = new AccountId(1, 1_000);

    private static final OrderTerms.Limit LIMIT = new OrderTerms.Limit(new Price(1), TimeInForce.GTC, false);

    private static final Trigger FROM_LOSS = new Trigger.TrailingFromLoss(
            new Price(2), new Trigger.TrailingAmount(new Price(1), TriggerSource.LAST_TRADE));

    private static OrderRequest order(String id, OrderTerms terms) {
        return new OrderRequest(ACCOUNT, ClientOrderId.of(id), new InstrumentId(1), Side.BUY, new Quantity(1), terms);
    }

    private static OrderRequest sale(String id, OrderTerms terms) {
        return new OrderRequest(ACCOUNT, ClientOrderId.of(id), new InstrumentId(1), Side.SELL, new Quantity(1), terms);
    }

    private static Map<Command, Integer> newer() {
        PlaceLinkedPair list = new PlaceLinkedPair(
                order("a", LIMIT),
                new PlaceOrderPair(
                        order("b", LIMIT),
                        order(
                                "c",
                                new OrderTerms.Conditional(
                                        new Trigger.StopLoss(new Price(2), TriggerSource.LAST_TRADE),
                                        OrderTerms.Market.MARKET))));
        MarginTerms terms = new MarginTerms(new Scale(2), 0, List.of(new MarginTier(0, 2, 1)), 0, 0);
        PlaceBorrowingOrder borrowing = new PlaceBorrowingOrder(order("d", LIMIT));
        PlaceRepayingOrder repaying = new PlaceRepayingOrder(order("e", LIMIT), false);
        Map<Command, Integer> newer = new HashMap<>(Map.of(repaying, 12, new TryRepayingOrder(repaying), 12));
        PlaceReturningOrder returning = new PlaceReturningOrder(order("f", LIMIT), true);
        newer.putAll(Map.of(returning, 15, new TryReturningOrder(returning), 15));
        PlacePayingOrders paying = new PlacePayingOrders(new PlaceLinkedOrders(order("a", LIMIT), sale("b", LIMIT)));
        PlacePayingPair payingPair = new PlacePayingPair(new PlaceLinkedPair(
                order("a", LIMIT),
                new PlaceOrderPair(
                        sale("b", LIMIT), sale("c", list.pair().stop().terms()))));
        newer.putAll(
                Map.of(paying, 13, new TryPayingOrders(paying), 13, payingPair, 13, new TryPayingPair(payingPair), 13));
        newer.put(new SetMarginRates(1, new AssetId(1), MarginRates.NONE), 16);
        newer.put(new SetMarketTimer(ACCOUNT, new InstrumentId(1), 1), 15);
        newer.put(new PlaceWithEffects(returning.effects(), DebtEffects.NONE, list), 16);
        newer.putAll(Map.of(
                new SetLeverage(ACCOUNT, 3),
                11,
                restricted(),
                10,
                borrowing,
                9,
                new TryBorrowingOrder(borrowing),
                9,
                list,
                7,
                new TryLinkedPair(list),
                7,
                new SetMarginTerms(1, new AssetId(1), terms),
                7,
                new QuoteIndexPrice(1, new AssetId(1), new IndexQuote(1, 1, 1, 1)),
                7,
                new SetMarginLevels(1, MarginLevels.DEFAULT),
                8,
                new CloseLiquidation(ACCOUNT),
                8));
        return newer;
    }

    private static CancelRestricted restricted() {
        return new CancelRestricted(new CancelOrder(ACCOUNT, new OrderId(1)), CancelRestriction.ONLY_NEW);
    }

    @Test
    void aReplacementNeedsTheRulesOfItsCancel() {
        OrderRequest order = order("e", LIMIT);
        CancelReplace plain = new CancelReplace(restricted().cancel(), order, ReplaceMode.STOP_ON_FAILURE);

        assertEquals(1, NeededRules.of(plain));
        assertEquals(10, NeededRules.of(new CancelReplace(restricted(), order, ReplaceMode.STOP_ON_FAILURE)));
    }

    @Test
    void aTakeProfitOfAPairThatTrailsOrChangesNeedsRules15() {
        OrderRequest stop = sale("b", new OrderTerms.Conditional(FROM_LOSS, OrderTerms.Market.MARKET));
        OrderRequest profit = sale(
                "a",
                new OrderTerms.Conditional(
                        new Trigger.TrailingAmount(new Price(1), TriggerSource.LAST_TRADE), OrderTerms.Market.MARKET));
        PlaceOrderPair pair = new PlaceOrderPair(profit, stop);
        PlaceLinkedPair list = new PlaceLinkedPair(order("c", LIMIT), pair);
        Trigger other = new Trigger.TakeProfit(new Price(3), TriggerSource.LAST_TRADE);
        List<Command> commands = List.of(
                pair,
                new TryOrderPair(pair),
                list,
                new TryLinkedPair(list),
                new PlacePayingPair(list),
                new TryPayingPair(new PlacePayingPair(list)),
                new ReviseOrderPair(ACCOUNT, new OrderId(1), new PairChange(null, other, null, null, null)));

        assertEquals(
                List.of(15, 15, 15, 15, 15, 15, 15),
                commands.stream().map(NeededRules::of).toList());
    }

    /** Closes: a field of an order is of newer rules, and the command that carries it is not. */
    @Test
    void orderWithAFieldOfNewerRulesNeedsThemInEachCommand() {
        OrderRequest plain = order("a", LIMIT);
        OrderRequest stop = order("b", new OrderTerms.Conditional(FROM_LOSS, OrderTerms.Market.MARKET));
        OrderRequest transferring = new OrderRequest(
                ACCOUNT,
                ClientOrderId.of("c"),
                new InstrumentId(1),
                Side.BUY,
                new Quantity(1),
                LIMIT,
                SelfTradePrevention.TRANSFER);
        PlaceOrderPair pair = new PlaceOrderPair(plain, stop);
        PlaceLinkedOrders linked = new PlaceLinkedOrders(transferring, plain);
        PlaceLinkedPair list = new PlaceLinkedPair(order("d", LIMIT), pair);
        PlaceBorrowingOrder borrowing = new PlaceBorrowingOrder(transferring);
        PlaceRepayingOrder repaying = new PlaceRepayingOrder(transferring, false);
        PlacePayingOrders paying = new PlacePayingOrders(new PlaceLinkedOrders(transferring, sale("e", LIMIT)));
        PlacePayingPair payingPair = new PlacePayingPair(
                new PlaceLinkedPair(order("f", LIMIT), new PlaceOrderPair(sale("g", LIMIT), sale("h", stop.terms()))));
        OrderChange change = new OrderChange(null, null, FROM_LOSS, null);
        List<Command> commands = List.of(
                new PlaceOrder(stop),
                new TryOrder(transferring),
                new CancelReplace(restricted().cancel(), stop, ReplaceMode.STOP_ON_FAILURE),
                pair,
                new TryOrderPair(pair),
                linked,
                new TryLinkedOrders(linked),
                list,
                new TryLinkedPair(list),
                borrowing,
                new TryBorrowingOrder(borrowing),
                repaying,
                new TryRepayingOrder(repaying),
                paying,
                new TryPayingOrders(paying),
                payingPair,
                new TryPayingPair(payingPair),
                new ReviseOrder(ACCOUNT, new OrderId(1), change),
                new ReviseOrderPair(ACCOUNT, new OrderId(1), new PairChange(null, null, FROM_LOSS, null)),
                new ReviseLinkedOrders(ACCOUNT, new OrderId(1), new LinkedChange(null, null, change)));

        assertEquals(1, NeededRules.of(new PlaceOrder(plain)));
        assertEquals(
                List.of(),
                commands.stream()
                        .filter(command -> NeededRules.of(command) != 14)
                        .map(command -> command.getClass().getSimpleName())
                        .toList());
    }

    /** Closes: a build of rules 14 takes the bytes of such a list for no command. */
    @Test
    void listWhoseWorkingOrderWaitsNeedsRules15() {
        OrderTerms stop = new OrderTerms.Conditional(
                new Trigger.StopLoss(new Price(2), TriggerSource.LAST_TRADE), OrderTerms.Market.MARKET);
        PlaceLinkedOrders linked = new PlaceLinkedOrders(order("a", stop), sale("b", LIMIT));
        PlaceLinkedPair list =
                new PlaceLinkedPair(order("a", stop), new PlaceOrderPair(sale("b", LIMIT), sale("c", stop)));
        List<Command> commands = List.of(
                linked,
                new TryLinkedOrders(linked),
                list,
                new TryLinkedPair(list),
                new PlacePayingOrders(linked),
                new TryPayingOrders(new PlacePayingOrders(linked)),
                new PlacePayingPair(list),
                new TryPayingPair(new PlacePayingPair(list)));

        assertEquals(
                List.of(),
                commands.stream()
                        .filter(command -> NeededRules.of(command) != 15)
                        .map(command -> command.getClass().getSimpleName())
                        .toList());
    }

    /** Closes: a build of rules 15 takes the bytes of such an order for no command. */
    @Test
    void orderThatWaitsWithEffectsOnDebtsNeedsRules16() {
        OrderRequest stop = order(
                "a",
                new OrderTerms.Conditional(
                        new Trigger.StopLoss(new Price(2), TriggerSource.LAST_TRADE), OrderTerms.Market.MARKET));
        PlaceBorrowingOrder borrowing = new PlaceBorrowingOrder(stop);
        PlaceRepayingOrder repaying = new PlaceRepayingOrder(stop, false);
        PlaceReturningOrder returning = new PlaceReturningOrder(stop, false);
        List<Command> commands = List.of(
                borrowing,
                new TryBorrowingOrder(borrowing),
                repaying,
                new TryRepayingOrder(repaying),
                returning,
                new TryReturningOrder(returning));

        assertEquals(
                List.of(16, 16, 16, 16, 16, 16),
                commands.stream().map(NeededRules::of).toList());
    }

    @Test
    void eachCommandThatRules6DoNotKnowNamesTheRulesThatItNeeds() {
        Map<String, Integer> needed = new TreeMap<>();
        Map<String, Integer> named = new TreeMap<>();
        newer().forEach((command, rules) -> {
            needed.put(command.getClass().getSimpleName(), rules);
            named.put(command.getClass().getSimpleName(), NeededRules.of(command));
        });
        Set<String> unknown = leaves(Command.class);
        unknown.removeAll(OF_RULES_6);

        assertEquals(needed.keySet(), unknown, "commands without an example of what they need");
        assertEquals(needed, named);
    }

    private static Set<String> leaves(Class<?> sealed) {
        Set<String> leaves = new TreeSet<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                leaves.addAll(leaves(permitted));
            } else {
                leaves.add(permitted.getSimpleName());
            }
        }
        return leaves;
    }
}
