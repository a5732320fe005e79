package com.flowex.sandbox.child;

import java.util.List;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.Undefined;

/** Reads the fields of an object that a script hands over. Each is read once; its error names the field and the rule. */
final class Fields {

    private static final double WHOLE_MAX = 9_007_199_254_740_991.0;

    private final String subject;
    private final Scriptable object;

    /**
     * @param subject name for messages, "Order.limit"
     * @param known names of the fields; another one is an error
     */
    Fields(String subject, Object argument, List<String> known) {
        this.subject = subject;
        if (!(argument instanceof Scriptable given) || argument == Undefined.SCRIPTABLE_UNDEFINED) {
            throw typeError(subject + " takes an object with the fields " + String.join(", ", known));
        }
        object = given;
        for (Object id : given.getIds()) {
            if (!known.contains(String.valueOf(id))) {
                throw typeError(subject + " has no field \"" + id + "\"; its fields are " + String.join(", ", known));
            }
        }
    }

    static EcmaError typeError(String message) {
        return ScriptRuntime.constructError("TypeError", message);
    }

    boolean has(String name) {
        return !isAbsent(raw(name));
    }

    static boolean isAbsent(Object value) {
        return value == Scriptable.NOT_FOUND || value == null || Undefined.isUndefined(value);
    }

    Object raw(String name) {
        return ScriptableObject.getProperty(object, name);
    }

    double number(String name) {
        return number(name, raw(name));
    }

    private double number(String name, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw typeError(subject + ": " + name + " is a number, was " + describe(value));
    }

    double numberOr(String name, double absent) {
        Object value = raw(name);
        return isAbsent(value) ? absent : number(name, value);
    }

    /** Returns a whole number that a double holds exactly. */
    long whole(String name) {
        double value = number(name);
        if (value != Math.rint(value) || Math.abs(value) > WHOLE_MAX) {
            throw typeError(subject + ": " + name + " is a whole number, was " + describe(value));
        }
        return (long) value;
    }

    int wholeInt(String name) {
        long value = whole(name);
        if (value != (int) value) {
            throw typeError(subject + ": " + name + " is a whole number below 2^31, was " + value);
        }
        return (int) value;
    }

    boolean flagOr(String name, boolean absent) {
        Object value = raw(name);
        if (isAbsent(value)) {
            return absent;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw typeError(subject + ": " + name + " is true or false, was " + describe(value));
    }

    String text(String name) {
        return text(subject + ": " + name, raw(name));
    }

    static String text(String name, Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        throw typeError(name + " is a text, was " + describe(value));
    }

    /** Returns the constant that a text names, or the given one if the field is absent. */
    <E extends Enum<E>> E constantOr(String name, List<E> constants, E absent) {
        Object value = raw(name);
        return isAbsent(value) ? absent : constant(name, constants, value);
    }

    <E extends Enum<E>> E constant(String name, List<E> constants) {
        return constant(name, constants, raw(name));
    }

    private <E extends Enum<E>> E constant(String name, List<E> constants, Object value) {
        for (E constant : constants) {
            if (value instanceof CharSequence text && constant.name().contentEquals(text)) {
                return constant;
            }
        }
        throw typeError(subject + ": " + name + " is one of " + constants + ", was " + describe(value));
    }

    /** Returns a short text for a message; it calls no code of the script. */
    static String describe(Object value) {
        return switch (value) {
            case CharSequence text -> "\"" + (text.length() > 40 ? text.subSequence(0, 40) + "..." : text) + "\"";
            case Number number -> Context.toString(number);
            case Boolean flag -> flag.toString();
            case Symbol _ -> "a symbol";
            case Scriptable _ when !Undefined.isUndefined(value) && value != Scriptable.NOT_FOUND -> "an object";
            default -> "absent";
        };
    }
}
