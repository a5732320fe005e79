package com.flowex.strategies.app.run;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.strategies.app.BacktestAdmission;
import com.flowex.strategies.app.StrategySources;
import com.flowex.strategies.app.run.OwnerEvents.OwnerBalance;
import com.flowex.strategies.app.run.RunDependencies.ViewStoppedException;
import com.flowex.strategies.app.run.RunDocuments.Figures;
import com.flowex.strategies.app.run.RunDocuments.Start;
import com.flowex.strategies.app.run.market.MinuteCandles;
import com.flowex.strategies.store.RunsTable;
import com.flowex.strategies.store.StoredRun;
import com.flowex.strategy.data.BarInterval;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of a requested run against the tenant's markets and the strategy's declarations, before it starts. */
public final class RunAdmission {

    private final RunDependencies runDependencies;
    private final StrategySources sources;
    private final RunsTable runs;
    private final InstantSource clock;

    public RunAdmission(RunDependencies runDependencies, StrategySources sources, RunsTable runs, InstantSource clock) {
        this.runDependencies = runDependencies;
        this.sources = sources;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Stores a run, which a process starts soon.
     *
     * @param fields faults that the form has found already; this adds its own
     * @throws Refusal if a field breaks its rule, the caller may not trade, too many runs are open,
     *     or a view of the tenant has stopped
     */
    public StoredRun start(Caller caller, RunSpec spec, Fields fields) {
        if (spec.isLive() && !caller.may(Permission.TRADE)) {
            throw Refusal.forbidden("a live run needs the permission trade");
        }
        int tenant = caller.tenant();
        Map<String, Asset> assets =
                BacktestAdmission.markets(runDependencies.directory(), tenant, spec.symbols(), fields);
        interval(spec, fields);
        fillModel(spec, fields);
        limits(tenant, spec, fields.under("limits"));
        if (spec.isLive()) {
            if (!spec.balances().isEmpty()) {
                fields.refuse("balances", "left out for a live run, which has those of the account");
            }
        } else {
            BacktestAdmission.balances(spec.balances(), assets, fields);
        }
        fields.check();
        RunSpec whole = spec.with(
                sources.values(tenant, caller.account().number(), spec.choice(), spec.parameters(), spec.interval()));
        sources.requireSuitable(whole.choice(), whole.parameters(), whole.symbols());
        return add(caller.account(), whole, assets);
    }

    private StoredRun add(AccountId account, RunSpec spec, Map<String, Asset> assets) {
        try {
            var _ = runDependencies.market().clock().completeNanos(account);
        } catch (ViewStoppedException e) {
            throw Refusal.viewStopped(e.shown());
        }
        // The number is read before the balances: a change between the two reads is then applied again.
        long entry = spec.isLive() ? runDependencies.events().last(account) : 0;
        Start start = spec.isLive() ? start(account, assets) : new Start(spec.balances(), Map.of());
        String quote = runDependencies
                .directory()
                .named(account.tenant(), spec.symbols().getFirst())
                .quote()
                .code();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return runs.add(
                account.tenant(),
                new RunsTable.NewRun(
                        account.number(),
                        spec.isLive() ? StoredRun.Mode.LIVE : StoredRun.Mode.PAPER,
                        RunDocuments.json(spec),
                        RunDocuments.json(start),
                        now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES),
                        RunDocuments.json(Figures.none(quote)),
                        entry),
                now);
    }

    private Start start(AccountId account, Map<String, Asset> assets) {
        Map<Integer, OwnerBalance> balances = runDependencies.events().balances(account);
        Map<String, String> totals = new LinkedHashMap<>();
        Map<String, String> held = new LinkedHashMap<>();
        assets.forEach((code, asset) -> {
            OwnerBalance balance = balances.getOrDefault(asset.id().value(), new OwnerBalance(0, 0));
            totals.put(code, Decimals.format(balance.totalUnits(), asset.scale()));
            held.put(code, Decimals.format(balance.heldUnits(), asset.scale()));
        });
        return new Start(totals, held);
    }

    private static void interval(RunSpec spec, Fields fields) {
        try {
            if (BarInterval.parse(spec.interval()).nanos() % MinuteCandles.MINUTE.nanos() == 0) {
                if (spec.warmUpLength().compareTo(RunSpec.WARM_UP_LENGTH_MAX) > 0) {
                    fields.refuse(
                            "warm_up", "so small that its bars last " + RunSpec.WARM_UP_LENGTH_MAX.toDays() + " days");
                }
                return;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like one that is no multiple of a minute.
        }
        fields.refuse("interval", "whole minutes, such as 1m, 15m or 1h");
    }

    private static void fillModel(RunSpec spec, Fields fields) {
        if (spec.isLive() && spec.fillModel() != null) {
            fields.refuse("fill_model", "left out for a live run, whose orders meet the market");
        }
        if (spec.isOnBooks() && !spec.warmUpLength().isZero()) {
            fields.refuse("warm_up", "left out with the fill model " + RunSpec.BOOKS + ": past books are not kept");
        }
    }

    private void limits(int tenant, RunSpec spec, Fields fields) {
        Scale scale = runDependencies
                .directory()
                .find(tenant, spec.symbols().isEmpty() ? "" : spec.symbols().getFirst())
                .map(ListedMarket::quoteScale)
                .orElse(new Scale(0));
        amount("daily_loss", spec.limits().dailyLoss(), spec, scale, fields);
        amount("position", spec.limits().position(), spec, scale, fields);
        amount("order_notional", spec.limits().orderNotional(), spec, scale, fields);
        if (spec.limits().ordersPerMinute() == null && spec.isLive()) {
            fields.refuse("orders_per_minute", "given for a live run");
        }
    }

    private static void amount(String name, @Nullable String text, RunSpec spec, Scale scale, Fields fields) {
        if (text != null) {
            fields.positive(name, text, scale);
        } else if (spec.isLive()) {
            fields.refuse(name, "given for a live run");
        }
    }
}
