package com.flowex.backtest.run;

import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.FeeTotal;
import com.flowex.backtest.result.LeftOutCounts;
import com.flowex.backtest.result.MarketScales;
import com.flowex.backtest.result.PlotPoint;
import com.flowex.backtest.result.RunDigest;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.result.RunOrder;
import com.flowex.backtest.result.RunWarning;
import com.flowex.domain.market.Asset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Result of a run that has ended. */
final class ResultBuilder {

    private final RunCore core;
    private final RunContext context;

    ResultBuilder(RunCore core, RunContext context) {
        this.core = core;
        this.context = context;
    }

    BacktestResult build(RunEnd end, String endMessage) {
        for (RunMarket state : core.states) {
            state.open.forEach(order -> core.orders.close(state, order, core.venue.timeNanos()));
        }
        Map<String, List<PlotPoint>> plots = new LinkedHashMap<>();
        context.plots.forEach((name, points) -> plots.put(name, List.copyOf(points)));
        return new BacktestResult(
                core.request.runId(),
                end,
                endMessage,
                core.states.stream().map(ResultBuilder::scales).toList(),
                core.equity.valuation(),
                core.equity.startUnits(),
                List.copyOf(core.equity.points()),
                core.orders.all.stream().map(ResultBuilder::order).toList(),
                List.copyOf(core.orders.fills),
                List.copyOf(core.orders.roundTrips),
                plots,
                List.copyOf(context.log),
                fees(),
                warnings(),
                leftOut(),
                core.states.stream()
                        .map(state -> state.market.marketSetup.data().manifest())
                        .toList(),
                digest());
    }

    private static MarketScales scales(RunMarket state) {
        return new MarketScales(
                state.market.symbol(),
                state.market.rules.priceScale(),
                state.market.marketSetup.baseScale(),
                state.market.marketSetup.quoteScale());
    }

    static RunOrder order(OwnOrder order) {
        return new RunOrder(
                order.clientOrderId,
                order.intent,
                order.signalNanos,
                order.hasArrived() ? order.arrivedNanos : 0,
                order.endedNanos,
                order.status,
                order.quantityUnits,
                order.filledUnits,
                order.reason,
                order.steps,
                Explanations.of(order));
    }

    private List<FeeTotal> fees() {
        List<FeeTotal> totals = new ArrayList<>();
        for (Asset asset : core.venue.assets().values()) {
            long units = core.orders.feesIn(asset.id().value());
            if (units != 0) {
                totals.add(new FeeTotal(asset.code(), asset.scale(), units));
            }
        }
        totals.sort(Comparator.comparing(FeeTotal::asset));
        return totals;
    }

    private List<RunWarning> warnings() {
        List<RunWarning> warnings = new ArrayList<>();
        for (RunMarket state : core.states) {
            if (state.offTick > 0) {
                warnings.add(new RunWarning(
                        RunWarning.Kind.PRICES_ROUNDED,
                        state.offTick + " prices of " + state.market.symbol()
                                + " are no multiple of the market's tick; orders met them at the nearest tick.",
                        Map.of("count", String.valueOf(state.offTick), "symbol", state.market.symbol())));
            }
        }
        return warnings;
    }

    private LeftOutCounts leftOut() {
        return new LeftOutCounts(
                context.ordersRefusedByLimits,
                context.logLinesLeftOut,
                context.plotPointsLeftOut,
                core.orders.refusedFlow);
    }

    private RunDigest digest() {
        return new RunDigest(
                HexFormat.of().toHexDigits(core.venue.stateDigest()),
                core.venue.endStream(),
                core.venue.commands(),
                core.venue.sequence(),
                core.venue.rulesVersion());
    }
}
