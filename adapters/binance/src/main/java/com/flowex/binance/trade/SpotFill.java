package com.flowex.binance.trade;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.market.ListedMarket;
import java.util.ArrayList;
import java.util.List;

/**
 * Trade of an order that was just placed.
 *
 * @param commission below zero for a rebate, which is in the asset that the order gives
 */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record SpotFill(String price, String qty, String commission, String commissionAsset, long tradeId) {

    /** Returns the trades of an order in a command, from the command's events. */
    static List<SpotFill> of(CommittedEvents committed, SpotOrder spot) {
        OrderId order = spot.order().id();
        Side side = spot.order().request().side();
        ListedMarket market = spot.market();
        List<SpotFill> fills = new ArrayList<>();
        for (Event event : committed.events()) {
            if (event instanceof TradeExecuted trade && trade.taker().order().equals(order)) {
                fills.add(of(trade, trade.taker(), side, market));
            } else if (event instanceof TradeExecuted trade
                    && trade.maker().order().equals(order)) {
                fills.add(of(trade, trade.maker(), side, market));
            }
        }
        return fills;
    }

    private static SpotFill of(TradeExecuted trade, Fill fill, Side side, ListedMarket market) {
        long fee = fill.fee().units();
        Asset paidIn = market.receivedBy(fee < 0 ? side.opposite() : side);
        return new SpotFill(
                Decimals.format(trade.price().units(), market.priceScale()),
                Decimals.format(trade.quantity().units(), market.quantityScale()),
                Decimals.format(fee, paidIn.scale()),
                paidIn.code(),
                trade.trade().value());
    }
}
