package com.flowex.trading.view;

import java.util.Map;

/** Descriptions of trading's metrics by name. */
final class TradingMetricDescriptions {

    static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("flowex.orders.accepted", "Orders that the engine accepted"),
            Map.entry("flowex.orders.rejected", "Orders that the engine refused"),
            Map.entry("flowex.orders.rested", "Orders that rested in an order book"),
            Map.entry("flowex.orders.triggered", "Conditional orders whose condition was met"),
            Map.entry("flowex.orders.canceled", "Orders that were canceled for their owners"),
            Map.entry("flowex.orders.expired", "Orders, or their unfilled rest, that the exchange ended"),
            Map.entry("flowex.orders.amended", "Open orders that were changed or reduced"),
            Map.entry("flowex.self.trades.prevented", "Trades that self-trade prevention avoided"),
            Map.entry("flowex.trades", "Trades"),
            Map.entry("flowex.trading.volume", "Traded volume, in whole units of the quote asset"),
            Map.entry("flowex.revenue", "Fees less rebates, in whole units of the asset in which they are charged"),
            Map.entry("flowex.transfers", "Transfers between two accounts"),
            Map.entry("flowex.commands.rejected", "Commands other than orders that the engine rejected"),
            Map.entry("flowex.accounts.opened", "Accounts that were opened"),
            Map.entry("flowex.margin.calls", "Margin calls"),
            Map.entry("flowex.margin.liquidations", "Liquidations that have begun"),
            Map.entry("flowex.margin.shortfalls", "Debts that a liquidation and the insurance account could not pay"),
            Map.entry("flowex.market.state.changes", "Markets that opened, halted or resumed"));

    private TradingMetricDescriptions() {}
}
