package com.flowex.sandbox.child;

import com.flowex.sandbox.wire.Callback;
import com.flowex.sandbox.wire.EventCodec;
import com.flowex.sandbox.wire.FrameReader;
import com.flowex.sandbox.wire.ToChild;
import com.flowex.sandbox.wire.Wire;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.DataRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;

/** One run of a program: its scope, its clock and its callbacks. */
final class ScriptRun {

    /**
     * A batch of bars ends after this time, so that the limit for a callback is not the one for 512 of them. The rest
     * comes with the next call, so the results do not depend on it.
     */
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ScriptProgram.Instance instance;
    private final List<String> markets;
    private final Map<String, Object> values;
    private final ParentLink link;
    private final RunClock clock;
    private final EventCodec events;
    private final EventObjects objects;
    private final NativeObject context;
    private final Bar[] bars = new Bar[Wire.BARS_MAX];
    private final long[] times = new long[Wire.BARS_MAX];

    ScriptRun(Context engine, ScriptProgram program, ParentLink link, List<String> markets, Map<String, String> texts) {
        this.markets = markets;
        this.link = link;
        clock = new RunClock();
        events = new EventCodec(markets);
        instance = program.instantiate(engine, clock);
        objects = new EventObjects(engine, instance.scope());
        values = instance.values(texts);
        context = new ContextObject(link, clock, objects, markets).create(instance.scope(), values);
    }

    /** Returns the subscriptions; all are for markets of the run. */
    List<DataRequest> requests() {
        List<DataRequest> requests = instance.requests(markets, values);
        for (DataRequest request : requests) {
            if (!markets.contains(request.symbol())) {
                throw new ScriptFailure(
                        ScriptFailure.ERROR,
                        0,
                        "a subscription is for the market " + Fields.describe(request.symbol()) + "; the run has "
                                + String.join(", ", markets));
            }
        }
        return requests;
    }

    /** Handles a call of the parent. Returns the number of bars handled, 1 for other calls. */
    int handle(ToChild kind, FrameReader in) {
        link.begin();
        if (kind == ToChild.BARS) {
            return bars(in);
        }
        clock.moveTo(in.getLong());
        switch (kind) {
            case START -> {
                clock.seed(in.getLong());
                call(Callback.START);
            }
            case TOP -> call(Callback.TOP, objects.top(events.top(in)));
            case DEPTH -> call(Callback.DEPTH, objects.depth(events.depth(in)));
            case TRADE -> call(Callback.TRADE, objects.trade(events.trade(in)));
            case ORDER -> call(Callback.ORDER, objects.orderUpdate(events.orderUpdate(in)));
            case FILL -> call(Callback.FILL, objects.fill(events.fill(in)));
            case STOP -> call(Callback.STOP);
            case LOAD, RUN, BARS, ANSWER -> throw new IllegalStateException("unexpected " + kind);
        }
        return 1;
    }

    private int bars(FrameReader in) {
        int size = in.getInt(1, Wire.BARS_MAX);
        for (int i = 0; i < size; i++) {
            times[i] = in.getLong();
            bars[i] = events.bar(in);
        }
        long start = System.nanoTime();
        for (int i = 0; i < size; i++) {
            link.at(i);
            clock.moveTo(times[i]);
            try {
                call(Callback.BAR, objects.bar(bars[i]));
            } catch (ScriptFailure e) {
                link.reportBar();
                throw e;
            }
            if (link.hasActed() || System.nanoTime() - start > BATCH_NANOS) {
                return i + 1;
            }
        }
        return size;
    }

    private void call(Callback callback) {
        Function function = instance.definition().callback(callback);
        if (function != null) {
            ScriptErrors.guard(() -> instance.call(function, context));
        }
    }

    private void call(Callback callback, Scriptable event) {
        Function function = instance.definition().callback(callback);
        if (function != null) {
            ScriptErrors.guard(() -> instance.call(function, context, event));
        }
    }
}
