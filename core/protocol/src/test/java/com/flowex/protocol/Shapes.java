package com.flowex.protocol;

import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.state.StateRecord;
import com.flowex.protocol.reply.Reply;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Possible parts of messages: each record, each constant of an enum, and each optional field, once there and once not.
 * A shape is named by a text.
 */
final class Shapes {

    private Shapes() {}

    /** Every shape that the sealed lists of commands, events, state records and replies can have. */
    static Set<String> possible() {
        Set<String> possible = new TreeSet<>();
        for (Class<?> root : List.of(Command.class, Event.class, StateRecord.class, Reply.class)) {
            require(root, new HashSet<>(), possible);
        }
        return possible;
    }

    /** Those that these values have. */
    static Set<String> of(Collection<?> values) {
        Set<String> found = new TreeSet<>();
        collect(values, found);
        return found;
    }

    private static void collect(@Nullable Object value, Set<String> found) {
        switch (value) {
            case Collection<?> many -> many.forEach(each -> collect(each, found));
            case Enum<?> constant -> found.add(nameOf(constant));
            case Record composed -> {
                found.add(composed.getClass().getName());
                for (RecordComponent part : composed.getClass().getRecordComponents()) {
                    Object field = valueOf(part, composed);
                    found.add(nameOf(part, field == null));
                    collect(field, found);
                }
            }
            case null, default -> {}
        }
    }

    private static @Nullable Object valueOf(RecordComponent part, Record composed) {
        try {
            return part.getAccessor().invoke(composed);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record cannot be read", e);
        }
    }

    /** Adds to {@code required} what must occur somewhere if {@code type} is a part of a message. */
    private static void require(Type type, Set<Type> known, Set<String> required) {
        if (!known.add(type)) {
            return;
        }
        switch (type) {
            case ParameterizedType generic -> {
                for (Type argument : generic.getActualTypeArguments()) {
                    require(argument, known, required);
                }
            }
            case Class<?> sealed
            when sealed.isSealed() -> leaves(sealed).forEach(leaf -> require(leaf, known, required));
            case Class<?> choice
            when choice.isEnum() -> {
                for (Object constant : choice.getEnumConstants()) {
                    required.add(nameOf((Enum<?>) constant));
                }
            }
            case Class<?> composed
            when composed.isRecord() -> {
                required.add(composed.getName());
                for (RecordComponent part : composed.getRecordComponents()) {
                    requirePart(part, known, required);
                }
            }
            default -> {}
        }
    }

    private static void requirePart(RecordComponent part, Set<Type> known, Set<String> required) {
        if (part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            required.add(nameOf(part, true));
            required.add(nameOf(part, false));
        }
        require(part.getGenericType(), known, required);
    }

    private static String nameOf(Enum<?> constant) {
        return constant.getDeclaringClass().getName() + " " + constant;
    }

    private static String nameOf(RecordComponent part, boolean lacks) {
        return part.getDeclaringRecord().getName() + " " + (lacks ? "without " : "with ") + part.getName();
    }

    /** The records that a sealed interface permits in the end. */
    static List<Class<?>> leaves(Class<?> sealed) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            leaves.addAll(permitted.isSealed() ? leaves(permitted) : List.of(permitted));
        }
        return leaves;
    }
}
