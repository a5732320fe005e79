package com.flowex.sandbox.child;

import com.flowex.sandbox.wire.Callback;
import com.flowex.sandbox.wire.ScriptProblem;
import com.flowex.sandbox.wire.Wire;
import com.flowex.strategy.parameter.ParameterException;
import com.flowex.strategy.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** Argument of the source's {@code strategy(...)}: its callbacks, parameters and subscriptions. */
final class Definition {

    private static final String PARAMETERS = "parameters";
    private static final String SUBSCRIPTIONS = "subscriptions";
    private static final int PARAMETERS_MAX = 50;
    private static final int CHOICES_MAX = 50;
    private static final int MEANING_MAX = 300;

    private final Map<Callback, Function> callbacks = new EnumMap<>(Callback.class);
    private final List<ParameterSpec> parameters = new ArrayList<>();
    private final List<ScriptProblem> problems = new ArrayList<>();
    private final SourceCheck lines;
    private @Nullable Object subscriptions;

    private Definition(SourceCheck lines) {
        this.lines = lines;
    }

    /** Reads the argument; what is wrong with it is in {@link #problems}. */
    static Definition of(@Nullable Object argument, SourceCheck lines) {
        Definition definition = new Definition(lines);
        if (argument instanceof NativeObject object) {
            definition.read(object);
        } else {
            definition.add(
                    "",
                    "strategy_missing",
                    argument == null ? "the source calls strategy({...}) once" : "strategy() takes a plain object");
        }
        return definition;
    }

    private void read(NativeObject object) {
        for (Object id : object.getIds()) {
            String name = String.valueOf(id);
            Object value = ScriptableObject.getProperty(object, name);
            switch (name) {
                case PARAMETERS -> readParameters(value);
                case SUBSCRIPTIONS -> subscriptions = value;
                default -> readCallback(name, value);
            }
        }
        if (!(subscriptions instanceof Function) && !(subscriptions instanceof NativeArray)) {
            add(SUBSCRIPTIONS, "subscriptions_missing", "subscriptions is a function or an array");
        }
    }

    private void readCallback(String name, Object value) {
        Callback callback = Arrays.stream(Callback.values())
                .filter(known -> known.property().equals(name))
                .findFirst()
                .orElse(null);
        if (callback == null) {
            add(name, "callback_unknown", "strategy({...}) has no \"" + Fields.describe(name) + "\"" + nearest(name));
        } else if (value instanceof Function function) {
            callbacks.put(callback, function);
        } else {
            add(name, "callback_unknown", name + " is a function");
        }
    }

    private static String nearest(String name) {
        return Arrays.stream(Callback.values())
                .map(Callback::property)
                .filter(known -> known.equalsIgnoreCase(name) || known.equalsIgnoreCase("on" + name))
                .findFirst()
                .map(known -> "; is " + known + " meant?")
                .orElse("");
    }

    private void readParameters(Object value) {
        if (!(value instanceof NativeObject object)) {
            add(PARAMETERS, "parameter", "parameters is an object of names and declarations");
            return;
        }
        Object[] ids = object.getIds();
        if (ids.length > PARAMETERS_MAX) {
            add(PARAMETERS, "parameter", "a strategy has at most " + PARAMETERS_MAX + " parameters");
            return;
        }
        for (Object id : ids) {
            String name = String.valueOf(id);
            try {
                parameters.add(parameter(name, ScriptableObject.getProperty(object, name)));
            } catch (ParameterException e) {
                add(name, "parameter", String.valueOf(e.getMessage()));
            } catch (EcmaError e) {
                add(name, "parameter", e.getErrorMessage());
            }
        }
    }

    private static ParameterSpec parameter(String name, Object declaration) {
        String subject = "parameter " + name;
        Fields fields =
                new Fields(subject, declaration, List.of("type", "min", "max", "default", "choices", "meaning"));
        String meaning = fields.has("meaning") ? fields.text("meaning") : "";
        if (meaning.length() > MEANING_MAX) {
            throw Fields.typeError(subject + ": meaning has at most " + MEANING_MAX + " characters");
        }
        String type = fields.text("type");
        return switch (type) {
            case "whole" ->
                new ParameterSpec.Whole(
                        name, meaning, fields.whole("min"), fields.whole("max"), fields.whole("default"));
            case "number" ->
                new ParameterSpec.Decimal(
                        name, meaning, fields.number("min"), fields.number("max"), fields.number("default"));
            case "choice" ->
                new ParameterSpec.Choice(
                        name, meaning, choices(subject, fields.raw("choices")), fields.text("default"));
            case "flag" -> {
                if (!fields.has("default")) {
                    throw Fields.typeError(subject + ": default is true or false, was absent");
                }
                yield new ParameterSpec.Flag(name, meaning, fields.flagOr("default", false));
            }
            default ->
                throw Fields.typeError(
                        subject + ": type is whole, number, choice or flag, was " + Fields.describe(type));
        };
    }

    private static List<String> choices(String subject, Object value) {
        if (!(value instanceof NativeArray array) || array.getLength() > CHOICES_MAX) {
            throw Fields.typeError(subject + ": choices is an array of at most " + CHOICES_MAX + " texts");
        }
        List<String> choices = new ArrayList<>();
        for (int i = 0; i < array.getLength(); i++) {
            String choice = Fields.text(subject + ": a choice", ScriptableObject.getProperty((Scriptable) array, i));
            if (choice.length() > Wire.NAME_MAX / 4) {
                throw Fields.typeError(subject + ": a choice has at most " + Wire.NAME_MAX / 4 + " characters");
            }
            choices.add(choice);
        }
        return choices;
    }

    void add(String property, String rule, String message) {
        problems.add(new ScriptProblem(lines.lineOf(property), rule, message));
    }

    List<ScriptProblem> problems() {
        return problems;
    }

    List<ParameterSpec> parameters() {
        return parameters;
    }

    @Nullable
    Function callback(Callback callback) {
        return callbacks.get(callback);
    }

    boolean has(Callback callback) {
        return callbacks.containsKey(callback);
    }

    /** Returns the callbacks as a set of {@link Callback#bit}s. */
    int callbackBits() {
        return callbacks.keySet().stream().mapToInt(Callback::bit).sum();
    }

    /** Returns a function or an array, if the definition has no problem. */
    @Nullable
    Object subscriptions() {
        return subscriptions;
    }
}
