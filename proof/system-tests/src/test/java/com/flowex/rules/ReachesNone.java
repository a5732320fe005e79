package com.flowex.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Condition that a class depends on none of some types, directly or through other classes of the code. Classes from
 * which none was reached are not walked through again: the library's own condition begins anew with each class.
 */
final class ReachesNone extends ArchCondition<JavaClass> {

    private final Set<String> forbidden;
    private final Set<JavaClass> clean = new HashSet<>();

    private ReachesNone(Set<String> forbidden) {
        super("reach none of " + forbidden);
        this.forbidden = forbidden;
    }

    static ReachesNone of(Class<?>... types) {
        return new ReachesNone(Set.copyOf(Stream.of(types).map(Class::getName).toList()));
    }

    @Override
    public void check(JavaClass start, ConditionEvents events) {
        Map<JavaClass, JavaClass> reachedFrom = new HashMap<>();
        Deque<JavaClass> left = new ArrayDeque<>();
        left.add(start);
        while (!left.isEmpty()) {
            JavaClass from = left.removeLast();
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                boolean isNew = !to.equals(start) && !clean.contains(to) && !reachedFrom.containsKey(to);
                if (isNew) {
                    reachedFrom.put(to, from);
                    left.add(to);
                }
                if (isNew && forbidden.contains(to.getName())) {
                    events.add(SimpleConditionEvent.violated(start, path(start, to, reachedFrom)));
                    return;
                }
            }
        }
        clean.add(start);
        clean.addAll(reachedFrom.keySet());
    }

    private static String path(JavaClass start, JavaClass end, Map<JavaClass, JavaClass> reachedFrom) {
        StringBuilder path = new StringBuilder(end.getName());
        for (JavaClass at = end; !at.equals(start); at = reachedFrom.get(at)) {
            path.insert(0, reachedFrom.get(at).getName() + " -> ");
        }
        return path.toString();
    }
}
