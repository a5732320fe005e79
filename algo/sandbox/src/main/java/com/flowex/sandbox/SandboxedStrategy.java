package com.flowex.sandbox;

import com.flowex.sandbox.wire.Callback;
import com.flowex.sandbox.wire.DeclarationCodec;
import com.flowex.sandbox.wire.EventCodec;
import com.flowex.sandbox.wire.FrameWriter;
import com.flowex.sandbox.wire.ToChild;
import com.flowex.sandbox.wire.ToParent;
import com.flowex.sandbox.wire.Wire;
import com.flowex.sandbox.wire.WireException;
import com.flowex.strategy.BarBatch;
import com.flowex.strategy.BatchedStrategy;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import com.flowex.strategy.parameter.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Strategy whose callbacks run in a process of their own. Its creator closes it. */
final class SandboxedStrategy implements BatchedStrategy, AutoCloseable {

    private final ScriptProvider provider;
    private final ChildProcess process;
    private final Set<Callback> callbacks;
    private final Parameters parameters;
    private List<String> markets = List.of();
    private @Nullable EventCodec events;
    // True while a message is unanswered: the process cannot serve another run then.
    private boolean isBusy;
    private boolean isClosed;

    SandboxedStrategy(ScriptProvider provider, ChildProcess process, Set<Callback> callbacks, Parameters parameters) {
        this.provider = provider;
        this.process = process;
        this.callbacks = callbacks;
        this.parameters = parameters;
    }

    @Override
    public List<DataRequest> subscriptions(List<String> symbols) {
        markets = List.copyOf(symbols);
        events = new EventCodec(markets);
        process.limits().beginRun();
        begin(provider.settings().loadMillis());
        try {
            FrameWriter out = process.out().begin(ToChild.RUN).putInt(markets.size());
            markets.forEach(out::putText);
            Map<String, String> texts = parameters.texts();
            out.putInt(texts.size());
            texts.forEach((name, text) -> out.putText(name).putText(text));
            out.end();
            out.flush();
            ToParent kind = process.next();
            if (kind == ToParent.FAILED) {
                throw CallReplies.failure(process.in());
            }
            if (kind != ToParent.RUNNING) {
                throw new WireException("a run did not begin");
            }
            List<DataRequest> requests = DeclarationCodec.requests(process.in(), markets);
            process.in().requireEnd();
            end();
            return requests;
        } catch (IOException | WireException e) {
            throw process.end(e);
        }
    }

    @Override
    public void onStart(TradingContext context) {
        long seed = Double.doubleToLongBits(context.random()) * 31 + Double.doubleToLongBits(context.random());
        call(ToChild.START, context, out -> out.putLong(seed));
    }

    @Override
    public void onBar(TradingContext context, Bar bar) {
        onBars(new SingleBar(context, bar));
    }

    @Override
    public int onBars(BarBatch batch) {
        if (!callbacks.contains(Callback.BAR)) {
            return batch.size();
        }
        int size = Math.min(batch.size(), Wire.BARS_MAX);
        return exchange(batch, size, () -> {
            FrameWriter out = process.out().begin(ToChild.BARS).putInt(size);
            for (int i = 0; i < size; i++) {
                out.putLong(batch.timeNanos(i));
                events().write(out, batch.bar(i));
            }
        });
    }

    @Override
    public void onTop(TradingContext context, BookTop top) {
        if (callbacks.contains(Callback.TOP)) {
            call(ToChild.TOP, context, out -> events().write(out, top));
        }
    }

    @Override
    public void onDepth(TradingContext context, BookDepth depth) {
        if (callbacks.contains(Callback.DEPTH)) {
            call(ToChild.DEPTH, context, out -> events().write(out, depth));
        }
    }

    @Override
    public void onTrade(TradingContext context, MarketTrade trade) {
        if (callbacks.contains(Callback.TRADE)) {
            call(ToChild.TRADE, context, out -> events().write(out, trade));
        }
    }

    @Override
    public void onOrder(TradingContext context, OrderUpdate update) {
        if (callbacks.contains(Callback.ORDER)) {
            call(ToChild.ORDER, context, out -> events().write(out, update));
        }
    }

    @Override
    public void onFill(TradingContext context, OwnFill fill) {
        if (callbacks.contains(Callback.FILL)) {
            call(ToChild.FILL, context, out -> events().write(out, fill));
        }
    }

    @Override
    public void onStop(TradingContext context) {
        if (callbacks.contains(Callback.STOP)) {
            call(ToChild.STOP, context, _ -> {});
        }
    }

    private EventCodec events() {
        EventCodec codec = events;
        if (codec == null) {
            throw new IllegalStateException("the run has not asked for the subscriptions");
        }
        return codec;
    }

    private void call(ToChild kind, TradingContext context, Consumer<FrameWriter> event) {
        exchange(new SingleCall(context), 1, () -> {
            FrameWriter out = process.out().begin(kind).putLong(context.timeNanos());
            event.accept(out);
        });
    }

    /** Sends a call and carries out what the callbacks ask for. Returns the number of callbacks that ran. */
    private int exchange(BarBatch batch, int size, Runnable message) {
        begin(provider.settings().callbackMillis());
        try {
            message.run();
            process.out().end();
            process.out().flush();
            int handled = new CallReplies(
                            process.in(),
                            process.out(),
                            markets,
                            provider.settings().callbackBytes())
                    .read(batch, size);
            end();
            return handled;
        } catch (IOException | WireException e) {
            throw process.end(e);
        }
    }

    private void begin(long cpuMillis) {
        if (isBusy || isClosed) {
            throw new IllegalStateException("the strategy has ended");
        }
        isBusy = true;
        process.limits().begin(cpuMillis);
    }

    private void end() {
        process.limits().end();
        isBusy = false;
    }

    long pid() {
        return process.pid();
    }

    /** Gives the process back for another run; ends it if its strategy failed. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (isBusy) {
            process.close();
        } else {
            provider.release(process);
        }
    }

    /** Batch for calls that are of no bar. */
    private record SingleCall(TradingContext context) implements BarBatch {

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Bar bar(int index) {
            throw new IllegalStateException("the call is of no bar");
        }

        @Override
        public long timeNanos(int index) {
            return context.timeNanos();
        }

        @Override
        public TradingContext at(int index) {
            return context;
        }
    }

    private record SingleBar(TradingContext context, Bar only) implements BarBatch {

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Bar bar(int index) {
            return only;
        }

        @Override
        public long timeNanos(int index) {
            return context.timeNanos();
        }

        @Override
        public TradingContext at(int index) {
            return context;
        }
    }
}
