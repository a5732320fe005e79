package com.flowex.platform.messaging;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.event.MarginTermsSet;
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
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import com.flowex.platform.messaging.RedisStreams.Entry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mapping from events of the log to published entries: the topic and the text of each event that an outside system can
 * act on. Amounts are whole units of the scales in {@code listings}; the API shows the same in decimals.
 */
final class EventTopics {

    static final String TRADES = "trades";
    static final String ORDERS = "orders";
    static final String TRANSFERS = "transfers";
    static final String LISTINGS = "listings";

    static final List<String> ALL = List.of(TRADES, ORDERS, TRANSFERS, LISTINGS);

    /** Topic, key and text of an event. */
    private record TopicMessage(int tenant, String topic, String key, EventJson text) {}

    private EventTopics() {}

    /** Returns the entry of an event; null if it is not published. */
    static @Nullable Entry of(Event event, long sequence, Instant at) {
        TopicMessage message = message(event);
        return message == null
                ? null
                : new Entry(
                        new OutboxQueue(message.tenant(), message.topic()),
                        sequence,
                        message.key(),
                        message.text().toString(),
                        at);
    }

    private static @Nullable TopicMessage message(Event event) {
        return switch (event) {
            case TradeExecuted trade -> trade(trade);
            case AssetListed(Asset asset) -> asset(asset);
            case InstrumentListed(Instrument market) -> market("market_listed", market);
            case InstrumentChanged(Instrument market) -> market("market_changed", market);
            case TransferPosted(Transfer moved) -> transfer("posted", moved, moved.amount());
            case TransferReserved(Transfer set, long _) -> transfer("reserved", set, set.amount());
            case ReservedPosted posted -> transfer("reserved_posted", posted.reserved(), posted.posted());
            case ReservedVoided(TransferId _, Transfer set) -> transfer("reserved_voided", set, set.amount());
            case ReservedExpired(Transfer set) -> transfer("reserved_expired", set, set.amount());
            case OrderAccepted orderAccepted -> accepted(orderAccepted);
            case OrderTriggered set ->
                order(set.account(), of("triggered", set.order()).price(set.price()));
            case OrderReduced less ->
                order(less.account(), of("reduced", less.order()).remaining(less.remaining()));
            case OrderAmended other -> amended(other);
            case OrderRevised other -> revised(other);
            case OrderCanceled orderCanceled -> canceled(orderCanceled);
            case OrderExpired orderExpired -> expired(orderExpired);
            case OrderRejected not -> rejected(not);
            case OrderRested _, OrderRefreshed _, OrderDisplayChanged _, OrdersPaired _, SliceStarted _ -> null;
            case OrdersLinked _, OrderStarted _, OrderQuotaSet _ -> null;
            case LevelsMoved _, SelfTradePrevented _, MarketStateChanged _, RulesAdopted _ -> null;
            case AccountOpened _, AccountBound _, AccountRestricted _, AccountLimitsSet _, PreventionGroupSet _ -> null;
            case BalanceChanged _, KillSwitchSet _, DeadMansTimerSet _, MarketTimerSet _, ClientOrderIdBurnt _ -> null;
            case MarginTermsSet _, IndexPriceChanged _, InterestCharged _, DebtChanged _ -> null;
            case MarginRatesSet _, InterestRateSet _ -> null;
            case LeverageSet _, MarginLevelsSet _, MarginCalled _, LiquidationStarted _, LiquidationEnded _ -> null;
            case ShortfallRecorded _, ShortfallBooked _ -> null;
            case RequestRejected _, ListingRejected _, TransferRejected _ -> null;
        };
    }

    private static EventJson of(String event, OrderId order) {
        return new EventJson(event).with("order", order.value());
    }

    private static TopicMessage order(AccountId account, EventJson text) {
        return new TopicMessage(
                account.tenant(), ORDERS, Long.toString(account.number()), text.with("account", account.number()));
    }

    private static TopicMessage accepted(OrderAccepted accepted) {
        OrderRequest request = accepted.request();
        return order(
                request.account(),
                of("accepted", accepted.order())
                        .with("client_order_id", request.clientOrderId().toString())
                        .with("market", request.instrument().value())
                        .with("side", request.side())
                        .with("quantity_units", accepted.quantity().units()));
    }

    private static TopicMessage amended(OrderAmended other) {
        return order(
                other.account(),
                of("amended", other.order()).price(other.price()).remaining(other.remaining()));
    }

    private static TopicMessage revised(OrderRevised other) {
        OrderRequest request = other.request();
        return order(
                request.account(),
                of("revised", other.order())
                        .with("quantity_units", request.quantity().units()));
    }

    private static TopicMessage canceled(OrderCanceled canceled) {
        return order(
                canceled.account(),
                of("canceled", canceled.order()).remaining(canceled.remaining()).with("reason", canceled.reason()));
    }

    private static TopicMessage expired(OrderExpired expired) {
        return order(
                expired.account(),
                of("expired", expired.order()).remaining(expired.remaining()).with("reason", expired.reason()));
    }

    private static TopicMessage rejected(OrderRejected not) {
        EventJson text = new EventJson("rejected")
                .with("client_order_id", not.clientOrderId().toString())
                .with("market", not.instrument().value())
                .with("reason", not.reason());
        return order(not.account(), text);
    }

    private static TopicMessage transfer(String event, Transfer transfer, Amount moved) {
        EventJson text = new EventJson(event)
                .with("id", transfer.id().toString())
                .with("from", transfer.from().number())
                .with("to", transfer.to().number())
                .with("asset", moved.asset().value())
                .with("units", moved.units())
                .with("kind", transfer.kind());
        return new TopicMessage(transfer.to().tenant(), TRANSFERS, transfer.id().toString(), text);
    }

    private static TopicMessage trade(TradeExecuted trade) {
        EventJson text = new EventJson("trade")
                .with("trade", trade.trade().value())
                .with("market", trade.instrument().value())
                .with("taker_side", trade.takerSide())
                .price(trade.price())
                .with("quantity_units", trade.quantity().units())
                .with("quote_units", trade.quote().units());
        side(text, "maker", trade.maker());
        side(text, "taker", trade.taker());
        return new TopicMessage(
                trade.maker().account().tenant(),
                TRADES,
                Integer.toString(trade.instrument().value()),
                text);
    }

    private static void side(EventJson text, String side, Fill fill) {
        text.with(side + "_order", fill.order().value())
                .with(side + "_account", fill.account().number())
                .with(side + "_fee_asset", fill.fee().asset().value())
                .with(side + "_fee_units", fill.fee().units());
    }

    private static TopicMessage asset(Asset asset) {
        EventJson text = new EventJson("asset_listed")
                .with("asset", asset.id().value())
                .with("code", asset.code())
                .with("scale", asset.scale().places());
        return new TopicMessage(asset.tenant(), LISTINGS, asset.code(), text);
    }

    private static TopicMessage market(String event, Instrument market) {
        EventJson text = new EventJson(event)
                .with("market", market.id().value())
                .with("symbol", market.symbol())
                .with("base", market.base().value())
                .with("quote", market.quote().value())
                .with("price_scale", market.rules().priceScale().places());
        return new TopicMessage(market.tenant(), LISTINGS, market.symbol(), text);
    }
}
