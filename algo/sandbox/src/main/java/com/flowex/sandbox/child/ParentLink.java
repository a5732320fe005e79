package com.flowex.sandbox.child;

import com.flowex.sandbox.wire.FrameReader;
import com.flowex.sandbox.wire.FrameWriter;
import com.flowex.sandbox.wire.OrderCodec;
import com.flowex.sandbox.wire.ToChild;
import com.flowex.sandbox.wire.ToParent;
import com.flowex.sandbox.wire.Wire;
import com.flowex.strategy.TradingContext;
import com.flowex.strategy.order.Balance;
import com.flowex.strategy.order.MarketRules;
import com.flowex.strategy.order.OpenOrder;
import com.flowex.strategy.order.OrderIntent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Orders, questions and notes of a callback on their way to the parent. Its bounds stop honest mistakes early. */
final class ParentLink {

    /** Orders and cancels of one callback. */
    static final int ACTIONS_MAX = 1_000;

    private static final int LOG_LINES_MAX = 1_000;
    private static final int PLOTS_MAX = 1_000;
    private static final ToChild[] KINDS = ToChild.values();

    private final FrameReader in;
    private final FrameWriter out;
    private final Map<String, MarketRules> rules = new HashMap<>();
    private final Map<String, Balance> balances = new HashMap<>();
    private final Map<String, List<OpenOrder>> openOrders = new HashMap<>();
    private int actions;
    private int logLines;
    private int plots;
    private int bar;
    private int reportedBar;

    ParentLink(FrameReader in, FrameWriter out) {
        this.in = in;
        this.out = out;
    }

    /** Begins a call: of one callback, or of one for each of several bars. */
    void begin() {
        rules.clear();
        balances.clear();
        openOrders.clear();
        actions = 0;
        reportedBar = 0;
        at(0);
    }

    /** Begins the callback of a bar of the call. */
    void at(int bar) {
        this.bar = bar;
        logLines = 0;
        plots = 0;
    }

    boolean hasActed() {
        return actions > 0;
    }

    String place(OrderIntent intent) {
        countAction();
        OrderCodec.write(begin(ToParent.PLACE), intent);
        return request().getText(Wire.NAME_MAX);
    }

    void cancel(String clientOrderId) {
        countAction();
        begin(ToParent.CANCEL).putText(clientOrderId);
        end();
    }

    void cancelAll(String symbol) {
        countAction();
        begin(ToParent.CANCEL_ALL).putText(symbol);
        end();
    }

    private void countAction() {
        actions++;
        if (actions > ACTIONS_MAX) {
            throw new ScriptFailure(
                    ScriptFailure.OUTPUT, 0, "a callback placed and canceled more than " + ACTIONS_MAX + " orders");
        }
    }

    void log(String line) {
        logLines++;
        if (logLines == LOG_LINES_MAX) {
            send(ToParent.LOG, "further lines of this callback are dropped");
        } else if (logLines < LOG_LINES_MAX) {
            send(ToParent.LOG, line.substring(0, Math.min(line.length(), TradingContext.LOG_LINE_MAX)));
        }
    }

    private void send(ToParent kind, String text) {
        begin(kind).putText(text);
        end();
    }

    void plot(String name, double value) {
        plots++;
        if (plots <= PLOTS_MAX) {
            begin(ToParent.PLOT).putText(name).putDouble(value);
            end();
        }
    }

    MarketRules market(String symbol) {
        MarketRules known = rules.get(symbol);
        if (known == null) {
            begin(ToParent.MARKET).putText(symbol);
            known = OrderCodec.rules(request());
            rules.put(symbol, known);
        }
        return known;
    }

    Balance balance(String asset) {
        Balance known = balances.get(asset);
        if (known == null) {
            begin(ToParent.BALANCE).putText(asset);
            known = OrderCodec.balance(request());
            balances.put(asset, known);
        }
        return known;
    }

    List<OpenOrder> openOrders(String symbol) {
        List<OpenOrder> known = openOrders.get(symbol);
        if (known == null) {
            begin(ToParent.OPEN_ORDERS).putText(symbol);
            known = OrderCodec.openOrders(request());
            openOrders.put(symbol, known);
        }
        return known;
    }

    private FrameWriter begin(ToParent kind) {
        reportBar();
        return out.begin(kind);
    }

    /** Reports the bar whose callback runs, so that the parent takes its time for what follows. */
    void reportBar() {
        if (reportedBar != bar) {
            reportedBar = bar;
            out.begin(ToParent.AT).putInt(bar);
            end();
        }
    }

    private void end() {
        try {
            out.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FrameReader request() {
        try {
            out.end();
            out.flush();
            if (in.next(KINDS) != ToChild.ANSWER) {
                throw new IllegalStateException("the parent did not answer");
            }
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
