package com.flowex.engine;

import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.MarketStateCause;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.value.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The engine's answers, in a few words each; balances appear on request only. */
final class ScenarioFormatter {

    private ScenarioFormatter() {}

    static String describe(List<Object> answers) {
        List<String> words = new ArrayList<>();
        for (Object answer : answers) {
            if (!(answer instanceof BalanceChanged)) {
                words.add(answer instanceof Event event ? describe(event) : describe((FirstAnswer) answer));
            }
        }
        return String.join(", ", words);
    }

    private static String describe(FirstAnswer answer) {
        return switch (answer) {
            case FirstAnswer.Accepted accepted -> "again accepted #" + accepted.order();
            case FirstAnswer.Posted _ -> "again paid";
            case FirstAnswer.Refused refused -> "again " + refused.reason().code();
        };
    }

    private static String describe(Event event) {
        return switch (event) {
            case OrderAccepted accepted ->
                "accepted #" + accepted.order()
                        + (accepted.request().quantity().units() == 0
                                ? " for " + accepted.quantity().units()
                                : "");
            case OrdersPaired paired -> "paired #" + paired.limit() + " #" + paired.stop();
            case OrdersLinked linked -> "linked #" + linked.working() + " #" + linked.pending();
            case OrderStarted started -> "started #" + started.order();
            case OrderRested rested ->
                "rests " + rested.remaining().units() + " @ " + rested.price().units()
                        + (rested.visible().equals(rested.remaining())
                                ? ""
                                : " shows " + rested.visible().units());
            case OrderRefreshed refreshed ->
                "refreshed #" + refreshed.order() + " shows "
                        + refreshed.visible().units();
            case TradeExecuted trade ->
                "trade #" + trade.maker().order() + " " + trade.quantity().units() + " @ "
                        + trade.price().units();
            case SelfTradePrevented prevented ->
                "prevented #" + prevented.maker() + " -"
                        + prevented.makerPrevented().units() + " #" + prevented.taker() + " -"
                        + prevented.takerPrevented().units();
            case OrderCanceled canceled ->
                "canceled #" + canceled.order() + " " + canceled.remaining().units()
                        + (canceled.reason() == CancelReason.REQUESTED
                                ? ""
                                : " " + canceled.reason().name().toLowerCase(Locale.ROOT));
            case OrderReduced reduced ->
                "reduced #" + reduced.order() + " to " + reduced.remaining().units();
            case OrderAmended amended ->
                "amended #" + amended.order() + " to " + amended.remaining().units() + " @ "
                        + amended.price().units();
            case OrderRevised revised ->
                "revised #" + revised.order() + " to "
                        + revised.request().quantity().units();
            case OrderDisplayChanged changed ->
                "display #" + changed.order() + " " + changed.display().units()
                        + (changed.visible().units() == 0
                                ? ""
                                : " hides " + changed.visible().units());
            case OrderExpired expired ->
                "expired #" + expired.order() + " " + expired.remaining().units() + " "
                        + expired.reason().code();
            case OrderTriggered triggered ->
                "triggered #" + triggered.order() + " at " + triggered.price().units();
            case SliceStarted slice ->
                "slice " + slice.slice() + " of #" + slice.order() + " for "
                        + slice.quantity().units();
            case Rejection rejection -> rejection.reason().code();
            default -> describeHouse(event);
        };
    }

    private static String describeHouse(Event event) {
        return switch (event) {
            case ClientOrderIdBurnt _ -> "burnt";
            case MarketStateChanged changed ->
                changed.state().name().toLowerCase(Locale.ROOT)
                        + (changed.cause() == MarketStateCause.OPERATOR
                                ? ""
                                : " by " + changed.cause().name().toLowerCase(Locale.ROOT));
            case KillSwitchSet set -> set.isOn() ? "killed" : "revived";
            case AccountRestricted restricted -> restricted.restriction().name().toLowerCase(Locale.ROOT);
            case InstrumentChanged _ -> "changed";
            case AccountLimitsSet _, OrderQuotaSet _ -> "limited";
            case PreventionGroupSet _ -> "grouped";
            case DeadMansTimerSet set -> set.deadlineNanos() == 0 ? "timer off" : "timer set";
            case MarketTimerSet set -> set.deadlineNanos() == 0 ? "timer off here" : "timer set here";
            case TransferPosted _ -> "paid";
            case TransferReserved _ -> "reserved";
            case ReservedPosted posted -> "posted " + posted.posted().units();
            case ReservedVoided _ -> "voided";
            case ReservedExpired _ -> "reservation expired";
            case LevelsMoved moved ->
                "levels" + bought(moved.lowestTrade()) + sold(moved.highestTrade()) + bought(moved.lowestAsk())
                        + sold(moved.highestBid());
            case RulesAdopted(var version) -> "rules " + version;
            default -> event.toString();
        };
    }

    private static String bought(@Nullable Price price) {
        return price == null ? "" : " buys " + price.units();
    }

    private static String sold(@Nullable Price price) {
        return price == null ? "" : " sells " + price.units();
    }
}
