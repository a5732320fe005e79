package com.flowex.engine;

import com.flowex.engine.end.DeadMansTimers;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.money.Lending;
import com.flowex.engine.money.Transfers;
import com.flowex.engine.risk.TradingStatus;
import com.flowex.engine.trigger.TimeWeightedOrders;

/**
 * Parts that act when a timer is due, by its kind.
 *
 * @param slices runs the next slice of a time-weighted order
 * @param ends ends an order that is good till a date
 * @param deadMansTimers cancels the orders of an account, in all markets or in one
 * @param transfers ends a reservation
 * @param tradingStatus opens a halted market
 * @param lending charges interest
 */
record TimerEffects(
        TimeWeightedOrders slices,
        OrderTermination ends,
        DeadMansTimers deadMansTimers,
        Transfers transfers,
        TradingStatus tradingStatus,
        Lending lending) {}
