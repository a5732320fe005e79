package com.flowex.trading.view;

import java.util.Map;

/** Descriptions of trading's metrics by name. */
final class TradingMetricDescriptions {

    static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("flowex.orders.accepted", "Orders that the engine took"),
            Map.entry("flowex.orders.rejected", "Orders that the engine refused"),
            Map.entry("flowex.orders.rested", "Orders that came to stand in a book"),
            Map.entry("flowex.orders.triggered", "Conditional orders whose condition was met"),
            Map.entry("flowex.orders.canceled", "Orders that ended on their owners' behalf"),
            Map.entry(
                    "flowex.orders.expired", "Orders, or what was left of them, that ended without their owners' wish"),
            Map.entry("flowex.orders.amended", "Open orders that were changed or reduced"),
            Map.entry("flowex.selftrades.prevented", "Trades that would have been with their own side"),
            Map.entry("flowex.trades", "Trades"),
            Map.entry("flowex.trading.volume", "What was paid in trades, in whole units of the quote asset"),
            Map.entry("flowex.revenue", "Fees less rebates, in whole units of the asset they were taken in"),
            Map.entry("flowex.transfers", "Money that moved between two accounts"),
            Map.entry("flowex.requests.rejected", "Requests other than orders that the engine refused"),
            Map.entry("flowex.accounts.opened", "Accounts that were opened"),
            Map.entry("flowex.market.state.changes", "Markets that opened, halted or resumed"));

    private TradingMetricDescriptions() {}
}
