package com.flowex.sandbox.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.Undefined;

/** Global scopes for runs: the language's built-in objects, made deterministic and fixed, and the API. */
final class ScriptScope {

    private static final int FIXED = ScriptableObject.READONLY | ScriptableObject.PERMANENT;
    private static final String PRELUDE = "prelude.js";

    private @Nullable Script prelude;

    /**
     * Makes a scope.
     *
     * @param strategy called with the argument of the source's {@code strategy(...)}
     */
    ScriptableObject create(Context context, RunClock clock, HostObject.Body strategy) {
        ScriptableObject scope = context.initSafeStandardObjects();
        OrderConstructors constructors = new OrderConstructors(scope);
        ScriptableObject.putProperty(scope, "Order", constructors.orders());
        ScriptableObject.putProperty(scope, "Data", constructors.data());
        ScriptableObject.putProperty(scope, "strategy", HostObject.function(scope, "strategy", 1, strategy));
        Function fix = (Function) compiledPrelude(context).exec(context, scope, scope);
        fix.call(context, scope, scope, new Object[] {
            scope,
            HostObject.function(scope, "now", 0, _ -> clock.millis()),
            HostObject.function(scope, "random", 0, _ -> clock.random()),
            refusal(scope),
            HostObject.function(scope, "fix", 2, ScriptScope::fix)
        });
        return scope;
    }

    /** Makes the properties of a built-in object fixed, and lets none be added. */
    private static Object fix(Object[] arguments) {
        if (arguments[0] instanceof ScriptableObject object && arguments[1] instanceof NativeArray keys) {
            for (Object key : keys) {
                fix(object, key);
            }
            object.preventExtensions();
        }
        return nothing();
    }

    private static void fix(ScriptableObject object, Object key) {
        try {
            if (key instanceof Symbol symbol) {
                object.setAttributes(symbol, object.getAttributes(symbol) | FIXED);
            } else {
                object.setAttributes(key.toString(), object.getAttributes(key.toString()) | FIXED);
            }
        } catch (EvaluatorException e) {
            // The engine keeps some symbols of RegExp elsewhere than in properties.
            object.sealObject();
        }
    }

    private static Function refusal(ScriptableObject scope) {
        return new LambdaFunction(scope, "Function", 1, (_, _, _, _) -> {
            throw Fields.typeError("code cannot be made from texts");
        });
    }

    private Script compiledPrelude(Context context) {
        Script compiled = prelude;
        if (compiled == null) {
            compiled = context.compileString(source(), PRELUDE, 1, null);
            prelude = compiled;
        }
        return compiled;
    }

    private static String source() {
        try (InputStream in = ScriptScope.class.getResourceAsStream(PRELUDE)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + PRELUDE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the value of a call that returns nothing. */
    static Object nothing() {
        return Undefined.instance;
    }
}
