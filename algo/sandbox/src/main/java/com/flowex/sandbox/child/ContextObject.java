package com.flowex.sandbox.child;

import com.flowex.strategy.order.MarketRules;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;

/** First argument of each callback: the clock, the account, orders and notes. */
final class ContextObject {

    private static final int PLOT_NAME_MAX = 60;
    private static final int ID_MAX = 100;
    private static final int ASSET_MAX = 40;

    private final ParentLink link;
    private final RunClock clock;
    private final EventObjects objects;
    private final List<String> markets;

    ContextObject(ParentLink link, RunClock clock, EventObjects objects, List<String> markets) {
        this.link = link;
        this.clock = clock;
        this.objects = objects;
        this.markets = markets;
    }

    /** @param parameters values by name, already as values of the language */
    NativeObject create(Scriptable scope, Map<String, Object> parameters) {
        HostObject values = new HostObject(scope);
        parameters.forEach(values::value);
        return new HostObject(scope)
                .value("parameters", values.finish())
                .value("markets", objects.texts(markets))
                .number("time", clock::millis)
                .function("market", 1, arguments -> objects.rules(link.market(market(arguments))))
                .function("lots", 2, arguments -> rules(arguments).lots(number(arguments, "quantity")))
                .function("ticks", 2, arguments -> rules(arguments).ticks(number(arguments, "price")))
                .function("balance", 1, arguments -> objects.balance(link.balance(asset(arguments))))
                .function("openOrders", 1, arguments -> objects.openOrders(link.openOrders(market(arguments))))
                .function("place", 1, this::place)
                .function("cancel", 1, this::cancel)
                .function("cancelAll", 1, arguments -> {
                    link.cancelAll(market(arguments));
                    return ScriptScope.nothing();
                })
                .function("random", 0, _ -> clock.random())
                .function("log", 1, this::log)
                .function("plot", 2, this::plot)
                .finish();
    }

    private MarketRules rules(Object[] arguments) {
        return link.market(market(arguments));
    }

    private static double number(Object[] arguments, String name) {
        return HostObject.number(arguments, 1, name);
    }

    private String market(Object[] arguments) {
        return knownMarket(HostObject.text(arguments, 0, "symbol"));
    }

    private String knownMarket(String symbol) {
        if (!markets.contains(symbol)) {
            throw Fields.typeError("the run has no market " + Fields.describe(symbol) + "; its markets are "
                    + String.join(", ", markets));
        }
        return symbol;
    }

    private static String asset(Object[] arguments) {
        return bounded(HostObject.text(arguments, 0, "asset"), "asset", ASSET_MAX);
    }

    private static String bounded(String text, String name, int max) {
        if (text.length() > max) {
            throw Fields.typeError(name + " has at most " + max + " characters");
        }
        return text;
    }

    private Object place(Object[] arguments) {
        if (HostObject.argument(arguments, 0) instanceof OrderObject order) {
            knownMarket(order.intent().symbol());
            return link.place(order.intent());
        }
        throw Fields.typeError("place takes an order made by Order.market, Order.limit and so on");
    }

    private Object cancel(Object[] arguments) {
        link.cancel(bounded(HostObject.text(arguments, 0, "clientOrderId"), "clientOrderId", ID_MAX));
        return ScriptScope.nothing();
    }

    private Object log(Object[] arguments) {
        StringJoiner line = new StringJoiner(" ");
        for (Object argument : arguments) {
            line.add(Context.toString(argument));
        }
        link.log(line.toString());
        return ScriptScope.nothing();
    }

    private Object plot(Object[] arguments) {
        String name = bounded(HostObject.text(arguments, 0, "name"), "name", PLOT_NAME_MAX);
        link.plot(name, HostObject.number(arguments, 1, "value"));
        return ScriptScope.nothing();
    }
}
