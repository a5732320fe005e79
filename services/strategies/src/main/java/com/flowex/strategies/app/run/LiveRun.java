package com.flowex.strategies.app.run;

import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.market.Asset;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.app.StrategySources;
import com.flowex.strategies.app.run.OwnerEvents.Kind;
import com.flowex.strategies.app.run.OwnerEvents.OwnerBalance;
import com.flowex.strategies.app.run.OwnerEvents.OwnerEvent;
import com.flowex.strategies.app.run.RunDocuments.BarRow;
import com.flowex.strategies.app.run.RunDocuments.Step;
import com.flowex.strategies.app.run.market.LiveMinutes;
import com.flowex.strategies.app.run.market.MinuteCandles;
import com.flowex.strategies.app.run.replay.StoredRows;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategies.store.RunRecordsTable;
import com.flowex.strategies.store.StoredRun;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Live run: steps, each of which gives the strategy one input, commits input and orders together, and sends the orders
 * afterwards. A process that takes the run over replays the committed inputs without sending anything. Then it uses up
 * the ids of orders whose arrival is not known, so that they are placed once or never.
 */
final class LiveRun implements RunExecution {

    /** Age of an input from which on orders that answer it are refused. */
    private static final Duration LATE = Duration.ofSeconds(90);

    /** Highest number of steps of a turn, so that a run that catches up notices its stop. */
    private static final int STEPS_PER_TURN = 200;

    /** Highest number of inputs of a run; all of them are replayed when another process takes it over. */
    private static final long STEPS_MAX = 1_000_000;

    private static final int READ_AT_ONCE = 500;
    private static final long NANOS = 1_000_000_000L;

    private final OpenedRun run;
    private final RunDependencies runDependencies;
    private final RunRecordsTable records;
    private final InstantSource clock;
    private final SourceSandbox.Opened opened;
    private final @Nullable RunGuard guard;
    private final LiveContext context;
    private final LiveMinutes minutes;
    private final LiveQuotes quotes;
    private final LiveSender sender;
    private final Map<String, VenueMarket> markets = new LinkedHashMap<>();
    private final LiveEvents events;
    private final Deque<OwnerEvent> own = new ArrayDeque<>();
    private String figures;
    private long step;
    private long entry;
    private long fills;
    private long lines;
    private boolean isStopping;
    private @Nullable RunEnd failure;

    LiveRun(
            OpenedRun run,
            RunDependencies runDependencies,
            RunRecordsTable records,
            StrategySources sources,
            InstantSource clock) {
        this.run = run;
        this.runDependencies = runDependencies;
        this.records = records;
        this.clock = clock;
        this.isStopping = run.stored().state() == StoredRun.State.STOPPING;
        this.figures = run.stored().figures();
        this.step = run.stored().step();
        this.entry = run.stored().entry();
        Map<String, MinuteCandles> candles = new LinkedHashMap<>();
        var marketSetups = run.setups(market -> {
            MinuteCandles made = new MinuteCandles(runDependencies.market().candles(), market, run.firstSeconds());
            candles.put(market.instrument().symbol(), made);
            return made;
        });
        Map<String, Asset> byCode = new LinkedHashMap<>();
        for (int i = 0; i < marketSetups.size(); i++) {
            var listed = run.markets().get(i);
            markets.put(marketSetups.get(i).symbol(), new VenueMarket(i, marketSetups.get(i), listed.instrument()));
            for (Asset asset : List.of(listed.base(), listed.quote())) {
                byCode.put(asset.code(), asset);
            }
        }
        this.events = new LiveEvents(runDependencies.events(), run.account(), byCode.values(), entry);
        this.context = new LiveContext(
                run.stored().id(),
                run.account(),
                List.copyOf(markets.values()),
                byCode,
                run.spec().seed());
        this.sender = new LiveSender(runDependencies.orderEntry(), run.account(), context.open());
        this.minutes = new LiveMinutes(candles, run.firstSeconds());
        this.quotes = new LiveQuotes(runDependencies.market().books(), run);
        this.opened = isStopping ? SourceSandbox.Opened.none() : run.open(sources);
        this.guard = isStopping ? null : run.guard(opened);
        try {
            restore();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Brings the run to the state after its last committed step. */
    private void restore() {
        if (guard == null) {
            fills = records.last(run.tenant(), run.stored().id(), RunRecord.Kind.FILL);
            lines = records.last(run.tenant(), run.stored().id(), RunRecord.Kind.LINE);
            for (RunRecord stored : records.open(run.tenant(), run.stored().id())) {
                var row = RunDocuments.read(stored.content(), RunDocuments.OrderRow.class);
                VenueMarket market = markets.get(row.symbol());
                if (market != null) {
                    context.open().put(row.id(), new LiveOrder(stored, row, market));
                }
            }
        } else {
            List<DataRequest> requests = guard.subscriptions(run.spec().symbols());
            minutes.subscribe(requests);
            quotes.subscribe(requests);
            context.start(RunDocuments.read(run.stored().start(), RunDocuments.Start.class));
            replay();
            skipMinutes();
        }
        sender.resolveUnknown();
    }

    private void replay() {
        StoredRows known = run.storedOrders(records);
        long replayed = 0;
        List<RunRecord> page;
        do {
            page = records.after(run.tenant(), run.stored().id(), RunRecord.Kind.STEP, replayed, READ_AT_ONCE);
            for (RunRecord each : page) {
                replayed = each.number();
                perform(RunDocuments.read(each.content(), Step.class));
                lines += context.lines().size();
                Stream.concat(context.placed().stream(), context.refused().stream())
                        .sorted(Comparator.comparingLong(order -> order.number))
                        .forEach(order -> known.match(order.row()));
            }
        } while (!page.isEmpty());
        known.end();
    }

    /** Takes the minutes up to the last committed one into the bars that have not closed. */
    private void skipMinutes() {
        long seconds = run.firstSeconds();
        while (seconds < run.takenSeconds()) {
            seconds = minutes.next(run.takenSeconds()).orElseThrow().endSeconds();
        }
    }

    @Override
    public Optional<RunEnd> turn() {
        if (!sender.settle(own)) {
            return Optional.empty();
        }
        if (step == 0) {
            step(Step.first(run.firstSeconds() * NANOS), null);
        }
        int steps = 0;
        for (boolean isMore = true; isMore && failure == null && steps < STEPS_PER_TURN; steps++) {
            isMore = takeEvents() || takeMinute() || takeQuotes();
        }
        sender.cancelAgain();
        if (failure == null && guard != null) {
            guard.breach().ifPresent(why -> failure = new RunEnd(StoredRun.Reason.DAILY_LOSS, why));
        }
        if (failure == null && (step >= STEPS_MAX || quotes.isFull() || context.orders() >= LiveContext.ORDERS_MAX)) {
            failure = new RunEnd(
                    StoredRun.Reason.RUN_FULL,
                    "a run has at most " + STEPS_MAX + " inputs, " + LiveQuotes.INPUTS_MAX
                            + " of them of books and trades, and " + LiveContext.ORDERS_MAX + " orders");
        }
        return Optional.ofNullable(failure);
    }

    @Override
    public boolean stopTurn() {
        isStopping = true;
        if (guard != null) {
            guard.mute();
        }
        if (!sender.settle(own)) {
            return false;
        }
        while (takeEvents()) {
            // All events that are stored by now.
        }
        sender.cancelAll(runDependencies.market().clock().seesEvents(run.account()));
        return context.open().isEmpty();
    }

    /**
     * Takes the events of one command, or what is known of orders that never reached the log.
     *
     * @return false if there are none
     */
    private boolean takeEvents() {
        if (!own.isEmpty()) {
            List<OwnerEvent> refused = List.copyOf(own);
            own.clear();
            step(Step.ofEvents(nowNanos(), false, refused), null);
            return true;
        }
        Optional<LiveEvents.CommandEvents> commandEvents = events.next();
        if (commandEvents.isEmpty()) {
            if (events.areLost()) {
                failure = new RunEnd(
                        StoredRun.Reason.INTERRUPTED,
                        "the run was interrupted for so long that events of its orders are no longer kept");
                context.open().clear();
            }
            return false;
        }
        LiveEvents.CommandEvents command = commandEvents.get();
        entry = command.entry();
        List<OwnerEvent> relevant = command.events().stream()
                .filter(each -> events.concerns(each, context))
                .toList();
        if (!relevant.isEmpty()) {
            step(Step.ofEvents(command.timeNanos(), isLate(command.timeNanos()), relevant), null);
        }
        return true;
    }

    private boolean takeMinute() {
        long complete = runDependencies.market().clock().completeNanos(run.account()) / NANOS;
        Optional<LiveMinutes.Minute> next = minutes.next(complete);
        if (next.isEmpty()) {
            return false;
        }
        long end = next.get().endSeconds();
        List<BarRow> bars = next.get().bars().stream().map(BarRow::of).toList();
        if (bars.isEmpty()) {
            return true; // nothing has traded yet
        }
        step(Step.ofBars(end * NANOS, isLate(end * NANOS), bars), Instant.ofEpochSecond(end));
        return true;
    }

    private boolean takeQuotes() {
        Optional<LiveQuotes.Input> next = quotes.next(nowNanos());
        next.ifPresent(input -> step(Step.ofQuotes(input.timeNanos(), isLate(input.timeNanos()), input.rows()), null));
        return next.isPresent();
    }

    private long nowNanos() {
        return OpenedRun.nanos(clock.instant());
    }

    private boolean isLate(long timeNanos) {
        return nowNanos() - timeNanos > LATE.toNanos();
    }

    /** Performs a step, commits it, and sends its orders. */
    private void step(Step input, @Nullable Instant lastBarAt) {
        List<RunRecord> rows = new ArrayList<>(perform(input));
        for (String line : context.lines()) {
            rows.add(RunDocuments.line(++lines, context.timeNanos(), line));
        }
        if (!isStopping) {
            rows.add(new RunRecord(RunRecord.Kind.STEP, step + 1, false, RunDocuments.json(input)));
        }
        if (guard != null) {
            figures = RunDocuments.json(guard.figures());
        }
        var change = new RunRecordsTable.Change(
                run.stored().id(),
                run.holder(),
                step,
                isStopping ? StoredRun.State.STOPPING : StoredRun.State.RUNNING,
                entry,
                lastBarAt,
                figures,
                rows);
        if (!records.commit(run.tenant(), change)) {
            throw new LostRunException(run.stored().id());
        }
        step++;
        sender.send(context.placed(), context.cancels(), own);
    }

    /** Gives an input to the orders and to the strategy; returns the rows that it changes. */
    private List<RunRecord> perform(Step input) {
        context.begin(input.timeNanos(), input.isLate());
        List<RunRecord> rows = new ArrayList<>();
        LiveContext.Callbacks callbacks = new LiveContext.Callbacks(guard, context);
        if (input.isFirst()) {
            callbacks.add(each -> each.onStart(context));
        }
        Map<Long, LiveOrder> changed = new LinkedHashMap<>();
        for (OwnerEvent event : input.events()) {
            apply(event, rows, changed, callbacks);
        }
        for (BarRow row : input.bars()) {
            Bar bar = row.bar();
            callbacks.add(each -> each.onBar(context, bar));
        }
        input.quotes().forEach(row -> quotes.deliver(row, context, callbacks));
        callbacks.call().ifPresent(why -> failure = new RunEnd(StoredRun.Reason.STRATEGY_FAILED, why));
        context.placed().forEach(each -> changed.put(each.number, each));
        context.refused().forEach(each -> changed.put(each.number, each));
        changed.values().forEach(each -> rows.add(each.row()));
        return rows;
    }

    private void apply(
            OwnerEvent event, List<RunRecord> rows, Map<Long, LiveOrder> changed, LiveContext.Callbacks callbacks) {
        if (event.kind() == Kind.BALANCE) {
            context.balance(event.assetId(), new OwnerBalance(event.totalUnits(), event.heldUnits()));
            return;
        }
        LiveOrder order = context.open().get(event.clientOrderId());
        if (order == null) {
            return;
        }
        changed.put(order.number, order);
        switch (event.kind()) {
            case ACCEPTED -> order.accepted(event.order(), event.remainingUnits());
            case CANCELED -> order.ended(OrderStatus.CANCELED, event.reason(), event.message());
            case EXPIRED -> order.ended(OrderStatus.EXPIRED, event.reason(), event.message());
            case REFUSED -> {
                if (event.number() == 0) {
                    order.notSent(event.reason(), event.message());
                } else {
                    order.ended(OrderStatus.REJECTED, event.reason(), event.message());
                }
            }
            case TRADED -> {
                order.filled(event.quantityUnits(), event.remainingUnits());
                rows.add(new RunRecord(
                        RunRecord.Kind.FILL, ++fills, false, RunDocuments.json(events.fillRow(event, order))));
                OwnFill fill = events.fill(event, order);
                callbacks.add(each -> each.onFill(context, fill));
            }
            case REDUCED -> {
                order.reduced(event.remainingUnits());
                return;
            }
            case BALANCE, OTHER -> throw new IllegalStateException("this concerns no order");
        }
        if (order.isFinal()) {
            context.open().remove(order.id);
        }
        OrderUpdate update = order.update(context.timeNanos());
        callbacks.add(each -> each.onOrder(context, update));
    }

    @Override
    public void close() {
        try {
            if (guard != null) {
                guard.close();
            }
        } finally {
            opened.close();
        }
    }
}
