package com.flowex.sandbox.child;

import java.util.function.DoubleSupplier;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/** Object of the API: its functions are written in Java, and a script can change none of it. */
final class HostObject {

    private static final int FIXED = ScriptableObject.READONLY | ScriptableObject.PERMANENT;

    /** Function of the API. */
    interface Body {
        Object call(Object[] arguments);
    }

    private final Scriptable scope;
    private final NativeObject object = new NativeObject();

    HostObject(Scriptable scope) {
        this.scope = scope;
        object.setParentScope(scope);
        object.setPrototype(ScriptableObject.getObjectPrototype(scope));
    }

    HostObject function(String name, int arity, Body body) {
        object.defineProperty(name, function(scope, name, arity, body), FIXED);
        return this;
    }

    static LambdaFunction function(Scriptable scope, String name, int arity, Body body) {
        LambdaFunction function =
                new LambdaFunction(scope, name, arity, (_, _, _, arguments) -> body.call(arguments), false);
        function.preventExtensions();
        return function;
    }

    HostObject value(String name, Object value) {
        object.defineProperty(name, value, FIXED);
        return this;
    }

    /** Adds a property whose value is computed at each read. */
    HostObject number(String name, DoubleSupplier value) {
        object.setGetterOrSetter(name, 0, function(scope, name, 0, _ -> value.getAsDouble()), false);
        object.setAttributes(name, FIXED);
        return this;
    }

    NativeObject finish() {
        object.preventExtensions();
        return object;
    }

    static Object argument(Object[] arguments, int index) {
        return index < arguments.length ? arguments[index] : Undefined.instance;
    }

    static String text(Object[] arguments, int index, String name) {
        return Fields.text(name, argument(arguments, index));
    }

    static double number(Object[] arguments, int index, String name) {
        Object value = argument(arguments, index);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw Fields.typeError(name + " is a number, was " + Fields.describe(value));
    }
}
