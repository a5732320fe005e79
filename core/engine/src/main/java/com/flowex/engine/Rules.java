package com.flowex.engine;

import com.flowex.engine.amend.Amendment;
import com.flowex.engine.amend.CancelReplacement;
import com.flowex.engine.amend.LinkedRevision;
import com.flowex.engine.amend.PairRevision;
import com.flowex.engine.amend.Revision;
import com.flowex.engine.end.Cancellation;
import com.flowex.engine.end.DeadMansTimers;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.end.OverdueOrders;
import com.flowex.engine.liquidation.Liquidator;
import com.flowex.engine.match.BookExecution;
import com.flowex.engine.match.MatchExecution;
import com.flowex.engine.match.MatchPlanner;
import com.flowex.engine.match.Matching;
import com.flowex.engine.money.Lending;
import com.flowex.engine.money.OrderLoans;
import com.flowex.engine.money.OrderRepayments;
import com.flowex.engine.money.TradeSettlement;
import com.flowex.engine.money.Transfers;
import com.flowex.engine.operator.ListingCommands;
import com.flowex.engine.operator.MarginCommands;
import com.flowex.engine.operator.OperatorCommands;
import com.flowex.engine.order.LinkedPlacement;
import com.flowex.engine.order.OrderAdmission;
import com.flowex.engine.order.OrderPreview;
import com.flowex.engine.order.PairPlacement;
import com.flowex.engine.order.PendingOrders;
import com.flowex.engine.order.Placement;
import com.flowex.engine.order.StoredAnswers;
import com.flowex.engine.risk.MarketChecks;
import com.flowex.engine.risk.PositionLimits;
import com.flowex.engine.risk.PriceBand;
import com.flowex.engine.risk.RiskChecks;
import com.flowex.engine.risk.TradingStatus;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.trigger.ConditionalPlacement;
import com.flowex.engine.trigger.TimeWeightedOrders;
import com.flowex.engine.trigger.TriggerChecks;
import com.flowex.engine.trigger.TriggeredOrderExecution;

/** The rules of the exchange, each in a class of its own, put together once over one state. */
final class Rules {

    final ListingCommands listing;
    final MarginCommands margin;
    final Transfers transfers;
    final StoredAnswers answers;
    final OrderRepayments repayments;
    final Placement placement;
    final OrderPreview preview;
    final PairPlacement pairs;
    final LinkedPlacement linked;
    final Cancellation cancellation;
    final CancelReplacement replacement;
    final Amendment amendment;
    final Revision revision;
    final PairRevision pairRevision;
    final LinkedRevision linkedRevision;
    final DeadMansTimers deadMansTimers;
    final TradingStatus tradingStatus;
    final OperatorCommands operators;
    final Liquidator liquidator;
    final ScheduledWork clock;
    final TriggerChecks triggerWatch;

    Rules(ExchangeState state) {
        listing = new ListingCommands(state);
        margin = new MarginCommands(state, listing);
        Lending lending = new Lending(state);
        transfers = new Transfers(state, lending);
        answers = new StoredAnswers(state);
        RiskChecks riskChecks = new RiskChecks(state);
        PriceBand priceBand = new PriceBand(state);
        OverdueOrders overdue = new OverdueOrders(state);
        MarketChecks checks = new MarketChecks(riskChecks, priceBand, new PositionLimits(state));
        MatchPlanner walk = new MatchPlanner(state, overdue, checks);
        OrderTermination ends = new OrderTermination(state);
        tradingStatus = new TradingStatus(state, ends);
        operators = new OperatorCommands(state, ends);
        triggerWatch = new TriggerChecks(state, ends, riskChecks);
        repayments = new OrderRepayments(state, transfers);
        MatchExecution matching =
                new MatchExecution(state, ends, overdue, new TradeSettlement(state), repayments, tradingStatus);
        BookExecution execution = new BookExecution(state, matching, ends);
        Matching way = new Matching(walk, execution, overdue);
        OrderLoans loans = new OrderLoans(state, transfers);
        OrderAdmission admission = new OrderAdmission(state, checks, triggerWatch, loans);
        ConditionalPlacement conditionals = new ConditionalPlacement(state, triggerWatch);
        TimeWeightedOrders slices = new TimeWeightedOrders(state, checks, walk, matching, ends);
        PendingOrders pendings = new PendingOrders(state, admission, way, conditionals, triggerWatch, ends);
        TriggeredOrderExecution triggerQueue =
                new TriggeredOrderExecution(state, checks, way, triggerWatch, ends, pendings);
        placement = new Placement(state, answers, admission, way, conditionals, slices);
        preview = new OrderPreview(state, answers, admission, walk, priceBand, riskChecks);
        pairs = new PairPlacement(state, placement, admission, way, conditionals);
        linked = new LinkedPlacement(state, placement, admission, way, pendings, conditionals);
        cancellation = new Cancellation(state, ends);
        replacement = new CancelReplacement(state, placement, cancellation);
        amendment = new Amendment(state, cancellation, ends, admission, checks, way);
        revision = new Revision(state, amendment, admission, riskChecks, triggerWatch, overdue);
        pairRevision = new PairRevision(state, amendment, revision, admission, checks, way);
        linkedRevision = new LinkedRevision(state, amendment, revision, admission, riskChecks, way);
        deadMansTimers = new DeadMansTimers(state, ends);
        liquidator = new Liquidator(state, new Liquidator.Parts(ends, transfers, lending, listing), checks, way);
        clock = new ScheduledWork(
                state,
                triggerWatch,
                triggerQueue,
                liquidator,
                new TimerEffects(slices, ends, deadMansTimers, transfers, tradingStatus, lending));
    }
}
