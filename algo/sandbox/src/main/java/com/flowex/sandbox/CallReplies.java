package com.flowex.sandbox;

import com.flowex.sandbox.wire.FrameReader;
import com.flowex.sandbox.wire.FrameWriter;
import com.flowex.sandbox.wire.OrderCodec;
import com.flowex.sandbox.wire.ToChild;
import com.flowex.sandbox.wire.ToParent;
import com.flowex.sandbox.wire.Wire;
import com.flowex.sandbox.wire.WireException;
import com.flowex.strategy.BarBatch;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.order.OrderIntent;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Carries out what a process asks for during one call. The process may be hostile: all is checked before it is done. */
final class CallReplies {

    /** Orders and cancels of one callback; the child's own bound is the same. */
    private static final int ACTIONS_MAX = 1_000;

    private static final int ASSET_BYTES_MAX = 200;
    private static final int LOG_BYTES_MAX = TradingContext.LOG_LINE_MAX * 4;

    private static final Set<String> FAILURES = Set.of("strategy_error", "strategy_output", "strategy_memory");

    private static final ToParent[] KINDS = ToParent.values();

    private final FrameReader in;
    private final FrameWriter out;
    private final List<String> markets;
    private final int bytesMax;
    private int bytes;
    private int actions;
    private int bar;

    CallReplies(FrameReader in, FrameWriter out, List<String> markets, int bytesMax) {
        this.in = in;
        this.out = out;
        this.markets = markets;
        this.bytesMax = bytesMax;
    }

    /**
     * Serves the process until its call ends.
     *
     * @return number of callbacks that ran, of which only the last may have placed or canceled orders
     * @throws StrategyException if the strategy failed
     * @throws WireException if the process broke the protocol
     */
    int read(BarBatch batch, int size) throws IOException {
        while (true) {
            ToParent kind = in.next(KINDS);
            count(in.length());
            switch (kind) {
                case DONE -> {
                    return handled(size);
                }
                case FAILED -> {
                    StrategyException reason = failure(in);
                    batch.at(bar);
                    throw reason;
                }
                case AT -> {
                    if (actions > 0) {
                        throw new WireException("a callback follows one that placed an order");
                    }
                    bar = in.getInt(bar + 1, size - 1);
                    bytes = 0;
                }
                default -> act(kind, batch.at(bar));
            }
            if (kind == ToParent.AT) {
                in.requireEnd();
            }
        }
    }

    private void count(int length) {
        bytes += length;
        if (bytes > bytesMax) {
            throw flood("a callback wrote more than " + bytesMax + " bytes");
        }
    }

    private int handled(int size) {
        int handled = in.getInt(bar + 1, size);
        in.requireEnd();
        if (actions > 0 && handled != bar + 1) {
            throw new WireException("a callback follows one that placed an order");
        }
        return handled;
    }

    private static StrategyException flood(String message) {
        return new StrategyException("strategy_output", 0, message);
    }

    private void act(ToParent kind, TradingContext context) throws IOException {
        switch (kind) {
            case LOG -> context.log(lastText(LOG_BYTES_MAX));
            case PLOT -> {
                String name = in.getText(Wire.NAME_MAX);
                double value = in.getDouble();
                in.requireEnd();
                context.plot(name, value);
            }
            case PLACE -> {
                OrderIntent intent = OrderCodec.intent(in);
                in.requireEnd();
                countAction();
                answer().putText(context.place(known(intent)));
                send();
            }
            case CANCEL -> {
                countAction();
                context.cancel(lastText(Wire.NAME_MAX));
            }
            case CANCEL_ALL -> {
                countAction();
                context.cancelAll(market());
            }
            case MARKET -> {
                OrderCodec.write(answer(), context.market(market()));
                send();
            }
            case BALANCE -> {
                OrderCodec.write(answer(), context.balance(lastText(ASSET_BYTES_MAX)));
                send();
            }
            case OPEN_ORDERS -> {
                OrderCodec.write(answer(), context.openOrders(market()));
                send();
            }
            case HELLO, LOADED, RUNNING, AT, DONE, FAILED -> throw new WireException("unexpected message " + kind);
        }
    }

    private void countAction() {
        actions++;
        if (actions > ACTIONS_MAX) {
            throw flood("a callback placed and canceled more than " + ACTIONS_MAX + " orders");
        }
    }

    private String lastText(int bytesMax) {
        String text = in.getText(bytesMax);
        in.requireEnd();
        return text;
    }

    private String market() {
        return known(lastText(Wire.NAME_MAX));
    }

    private String known(String symbol) {
        if (!markets.contains(symbol)) {
            throw new WireException("a message is of a market that the run does not have");
        }
        return symbol;
    }

    private OrderIntent known(OrderIntent intent) {
        known(intent.symbol());
        return intent;
    }

    private FrameWriter answer() {
        return out.begin(ToChild.ANSWER);
    }

    private void send() throws IOException {
        out.end();
        out.flush();
    }

    /** Reads the reason for which the strategy ended. */
    static StrategyException failure(FrameReader in) {
        String code = in.getText(Wire.NAME_MAX);
        int line = in.getInt(0, Integer.MAX_VALUE);
        String message = in.getText(Wire.SENTENCE_MAX);
        in.requireEnd();
        if (!FAILURES.contains(code)) {
            throw new WireException("a failure has an unknown code");
        }
        return new StrategyException(code, line, message);
    }
}
