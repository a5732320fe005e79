package com.flowex.sandbox.child;

import com.flowex.sandbox.wire.Callback;
import com.flowex.sandbox.wire.ScriptProblem;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/** Compiled source. Each run executes it in a scope of its own. */
final class ScriptProgram {

    private static final int REQUESTS_MAX = 200;

    private final ScriptScope scopes;
    private final SourceCheck lines;
    private final Script script;

    private ScriptProgram(ScriptScope scopes, SourceCheck lines, Script script) {
        this.scopes = scopes;
        this.lines = lines;
        this.script = script;
    }

    /** Result of a check: problems, or a program and its definition. */
    record Loaded(
            List<ScriptProblem> problems,
            @Nullable ScriptProgram program,
            @Nullable Definition definition) {

        static Loaded refused(ScriptProblem problem) {
            return new Loaded(List.of(problem), null, null);
        }
    }

    /** Checks and compiles a source, and executes it once. */
    static Loaded load(Context context, ScriptScope scopes, String source, List<String> markets) {
        SourceCheck check = SourceCheck.of(source);
        if (!check.problems().isEmpty()) {
            return new Loaded(check.problems(), null, null);
        }
        try {
            Script script = ScriptErrors.guard(() -> context.compileString(source, "strategy", 1, null));
            ScriptProgram program = new ScriptProgram(scopes, check, script);
            Instance instance = program.instantiate(context, new RunClock());
            Definition definition = instance.definition();
            if (definition.problems().isEmpty()) {
                instance.checkSubscriptions(markets);
            }
            return new Loaded(definition.problems(), program, definition);
        } catch (ScriptFailure e) {
            return Loaded.refused(new ScriptProblem(e.line(), "error", String.valueOf(e.getMessage())));
        }
    }

    Instance instantiate(Context context, RunClock clock) {
        Object[] definition = new Object[1];
        ScriptableObject scope = scopes.create(context, clock, arguments -> {
            if (definition[0] != null) {
                throw Fields.typeError("strategy() is called once");
            }
            definition[0] = HostObject.argument(arguments, 0);
            return ScriptScope.nothing();
        });
        ScriptErrors.guard(() -> {
            script.exec(context, scope, scope);
            context.processMicrotasks();
            return scope;
        });
        return new Instance(
                context, scope, ScriptErrors.guard(() -> Definition.of(definition[0], lines)), definition[0]);
    }

    /** Executed source: its scope and what it defined. */
    record Instance(
            Context context,
            ScriptableObject scope,
            Definition definition,
            @Nullable Object definitionObject) {

        /** Returns the subscriptions for markets and parameter values. */
        List<DataRequest> requests(List<String> markets, Map<String, Object> values) {
            return ScriptErrors.guard(() -> {
                HostObject parameters = new HostObject(scope);
                values.forEach(parameters::value);
                Object result = definition.subscriptions();
                if (result instanceof Function function) {
                    result = call(function, new EventObjects(context, scope).texts(markets), parameters.finish());
                }
                return requests(result);
            });
        }

        private static List<DataRequest> requests(@Nullable Object result) {
            if (!(result instanceof NativeArray array) || array.getLength() > REQUESTS_MAX) {
                throw Fields.typeError("subscriptions gives an array of at most " + REQUESTS_MAX + " elements");
            }
            List<DataRequest> requests = new ArrayList<>();
            for (int i = 0; i < array.getLength(); i++) {
                if (!(ScriptableObject.getProperty(array, i) instanceof RequestObject request)) {
                    throw Fields.typeError("a subscription is made by Data.bars, Data.top, Data.depth or Data.trades");
                }
                requests.add(request.request());
            }
            return requests;
        }

        Object call(Function function, Object... arguments) {
            ScriptableObject self = definitionObject instanceof ScriptableObject object ? object : scope;
            Object result = function.call(context, scope, self, arguments);
            context.processMicrotasks();
            return result;
        }

        /** Returns the values of parameters as values of the language. */
        Map<String, Object> values(Map<String, String> texts) {
            Parameters parameters = Parameters.parse(definition.parameters(), texts);
            Map<String, Object> values = new LinkedHashMap<>();
            definition
                    .parameters()
                    .forEach(spec -> values.put(
                            spec.name(),
                            switch (spec) {
                                case ParameterSpec.Whole _ -> (double) parameters.whole(spec.name());
                                case ParameterSpec.Decimal _ -> parameters.number(spec.name());
                                case ParameterSpec.Choice _ -> parameters.text(spec.name());
                                case ParameterSpec.Flag _ -> parameters.flag(spec.name());
                            }));
            return values;
        }

        /** Adds a problem for each callback without data, and for data without its callback. */
        void checkSubscriptions(List<String> markets) {
            Set<Callback> fed = EnumSet.noneOf(Callback.class);
            for (DataRequest request : requests(markets, values(Map.of()))) {
                fed.add(
                        switch (request) {
                            case DataRequest.Bars _ -> Callback.BAR;
                            case DataRequest.Top _ -> Callback.TOP;
                            case DataRequest.Depth _ -> Callback.DEPTH;
                            case DataRequest.Trades _ -> Callback.TRADE;
                        });
            }
            if (fed.isEmpty()) {
                definition.add("subscriptions", "subscriptions_missing", "the strategy subscribes to no data");
            }
            for (Callback data : EnumSet.range(Callback.BAR, Callback.TRADE)) {
                if (fed.contains(data) && !definition.has(data)) {
                    definition.add(
                            "subscriptions",
                            "callback_missing",
                            "the strategy subscribes to data for " + data.property() + ", which it does not have");
                }
                if (!fed.contains(data) && definition.has(data)) {
                    definition.add(
                            data.property(),
                            "callback_unused",
                            data.property() + " is never called: no subscription asks for its data");
                }
            }
        }
    }
}
