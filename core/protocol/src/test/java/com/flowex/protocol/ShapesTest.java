package com.flowex.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.state.StateRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No shape of a message goes untried by the laws and the fuzz. */
class ShapesTest {

    /** Least number of seeds of the laws and of the fuzz: the first thirty have every shape. */
    static final int SEEDS = 40;

    @Test
    void everyShapeOfEveryMessageIsAmongTheRandomMessages() {
        Set<String> missing = new TreeSet<>(Shapes.possible());
        for (long seed = 0; seed < SEEDS && !missing.isEmpty(); seed++) {
            RandomMessages messages = new RandomMessages(seed);
            missing.removeAll(Shapes.of(messages.commands()));
            missing.removeAll(Shapes.of(messages.events()));
            missing.removeAll(Shapes.of(messages.states()));
            missing.removeAll(Shapes.of(messages.replies()));
        }

        assertEquals(Set.of(), missing);
    }

    @Test
    void listsHaveEachCommandEventAndStateRecord() {
        RandomMessages messages = new RandomMessages(1);

        assertEquals(names(Shapes.leaves(Command.class)), namesOf(messages.commands()));
        assertEquals(names(Shapes.leaves(Event.class)), namesOf(messages.events()));
        assertEquals(names(Shapes.leaves(StateRecord.class)), namesOf(messages.states()));
    }

    private static List<String> namesOf(List<?> values) {
        return names(values.stream().<Class<?>>map(Object::getClass).toList());
    }

    private static List<String> names(List<Class<?>> classes) {
        return classes.stream().map(Class::getName).sorted().toList();
    }
}
