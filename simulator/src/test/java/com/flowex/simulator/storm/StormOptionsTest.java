package com.flowex.simulator.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.simulator.BadInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code ./flowex chaos --minutes M} takes, and what a seed means. */
class StormOptionsTest {

    private static StormOptions of(String... words) throws BadInputException {
        return StormOptions.of(List.of(words));
    }

    private static void requireRefused(String part, String... words) {
        String why = String.valueOf(
                assertThrows(BadInputException.class, () -> of(words)).getMessage());
        assertTrue(why.contains(part), why);
    }

    @Test
    void whatIsNotSaidHasDefaults() throws BadInputException {
        StormOptions options = of("--minutes", "3", "--seed", "7");
        assertEquals(Duration.ofMinutes(3), options.time());
        assertEquals(50, options.clients());
        assertEquals(EnumSet.allOf(Fault.class), options.faults());
        assertTrue(options.folder().endsWith(Path.of("data", "chaos", "seed-7")), options::toString);
    }

    @Test
    void faultsAreNamed() throws BadInputException {
        assertEquals(
                Set.of(Fault.KILL_LEADER, Fault.CUT_ONE_WAY),
                of("--seconds", "30", "--only", "cut-one-way,kill-leader").faults());
        requireRefused("there is no fault \"earthquake\"", "--seconds", "30", "--only", "earthquake");
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        requireRefused("--minutes is required");
        requireRefused("--minutes must be within 1..1440", "--minutes", "0");
        requireRefused("--minutes needs a value", "--minutes");
        requireRefused("--clients must be within 2..1000", "--minutes", "1", "--clients", "1");
        requireRefused("unknown option --tea", "--tea");
    }

    @Test
    void aSeedMeansTheSameFaultsAndEachKindComesBeforeAnyComesAgain() {
        EnumSet<Fault> kinds = EnumSet.allOf(Fault.class);
        List<FaultPlan.Next> first = plan(kinds, 5, 2 * kinds.size());
        assertEquals(first, plan(kinds, 5, 2 * kinds.size()));
        assertTrue(!first.equals(plan(kinds, 6, 2 * kinds.size())), "another seed");
        assertEquals(
                new ArrayList<>(kinds),
                first.subList(0, kinds.size()).stream()
                        .map(FaultPlan.Next::fault)
                        .sorted()
                        .toList());
    }

    private static List<FaultPlan.Next> plan(Set<Fault> kinds, long seed, int count) {
        FaultPlan plan = new FaultPlan(kinds, seed);
        return IntStream.range(0, count).mapToObj(_ -> plan.next()).toList();
    }

    @Test
    void whatAMachineCannotDoIsLeftOutByName() {
        Means poor = new Means(false, Optional.empty());
        assertEquals(Set.of(Fault.DELAY, Fault.CLOCK_JUMP), poor.missing().keySet());
        assertEquals(Set.of(Fault.LOSS), poor.of(Set.of(Fault.LOSS, Fault.DELAY)));
        assertEquals(
                Set.of(), new Means(true, Optional.of(Path.of("lib"))).missing().keySet());
    }
}
