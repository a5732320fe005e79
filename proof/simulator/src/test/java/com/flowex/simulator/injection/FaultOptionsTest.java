package com.flowex.simulator.injection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.simulator.injection.fault.Fault;
import com.flowex.simulator.injection.fault.FaultPairing;
import com.flowex.simulator.injection.fault.FaultPlan;
import com.flowex.simulator.lobster.BadInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Options of {@code ./flowex chaos --minutes M}, and the meaning of a seed. */
class FaultOptionsTest {

    private static FaultOptions of(String... words) throws BadInputException {
        return FaultOptions.of(List.of(words));
    }

    private static void requireRefused(String part, String... words) {
        String why = String.valueOf(
                assertThrows(BadInputException.class, () -> of(words)).getMessage());
        assertTrue(why.contains(part), why);
    }

    @Test
    void omittedOptionsHaveDefaults() throws BadInputException {
        FaultOptions options = of("--minutes", "3", "--seed", "7");
        assertEquals(Duration.ofMinutes(3), options.time());
        assertEquals(50, options.clients());
        assertEquals(10, options.readers());
        assertEquals(FaultPairing.LATER, options.pairs());
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
    void invalidOptionsAreRefusedByName() {
        requireRefused("--minutes is required");
        requireRefused("--minutes must be within 1..1440", "--minutes", "0");
        requireRefused("option '--minutes'", "--minutes");
        requireRefused("--clients must be within 2..1000", "--minutes", "1", "--clients", "1");
        requireRefused("--pairs must be later, always or never, was \"twice\"", "--minutes", "1", "--pairs", "twice");
        requireRefused("'--tea'", "--tea");
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

    @Test
    void aSecondFaultBeginsWhenEachKindWasAloneOnce() throws BadInputException {
        EnumSet<Fault> kinds = EnumSet.allOf(Fault.class);
        List<FaultPlan.Next> plan = plan(kinds, 5, 20 * kinds.size());
        assertTrue(plan.subList(0, kinds.size()).stream()
                .allMatch(next -> next.second().isEmpty()));
        List<FaultPlan.Next> later = plan.subList(kinds.size(), plan.size());
        assertTrue(later.stream().allMatch(next -> next.second().isPresent()), "each has one that goes with it");
        assertEquals(
                kinds,
                EnumSet.copyOf(later.stream()
                        .map(next -> next.second().orElseThrow().fault())
                        .toList()));

        assertEquals(
                FaultPairing.NEVER, of("--minutes", "3", "--pairs", "never").pairs());
        assertTrue(plan(kinds, FaultPairing.NEVER, 5, 40).stream()
                .allMatch(next -> next.second().isEmpty()));
        assertTrue(plan(kinds, FaultPairing.ALWAYS, 5, 40).stream()
                .allMatch(next -> next.second().isPresent()));
        assertTrue(
                plan(Set.of(Fault.LOSS), FaultPairing.ALWAYS, 5, 4).stream()
                        .allMatch(next -> next.second().isEmpty()),
                "nothing goes with itself");
    }

    @Test
    void twoFaultsAtOnceLeaveAMajorityThatWorksAndEverythingOnItsDisks() {
        Set<Fault> node = EnumSet.of(
                Fault.KILL_LEADER,
                Fault.KILL_FOLLOWER,
                Fault.STOP_LEADER,
                Fault.CUT_LEADER,
                Fault.CUT_ONE_WAY,
                Fault.FULL_DISK);
        Set<Fault> log = EnumSet.of(Fault.TORN_RECORD, Fault.EMPTY_DISK);
        for (Fault first : Fault.values()) {
            for (Fault second : Fault.values()) {
                boolean both = first.goesWith(second);
                assertEquals(both, second.goesWith(first), first + " and " + second);
                assertTrue(!both || first != second);
                assertTrue(!both || !node.contains(first) || !node.contains(second), first + " and " + second);
                assertTrue(
                        !both || !log.contains(first) || !node.contains(second) && !log.contains(second),
                        first + " and " + second);
            }
        }
        assertTrue(Fault.EMPTY_DISK.goesWith(Fault.KILL_DATABASE));
        assertTrue(Fault.KILL_ALL.goesWith(Fault.LOSE_DATABASE));
        assertTrue(Fault.KILL_REDIS.goesWith(Fault.KILL_DATABASE));
        assertTrue(!Fault.KILL_REPLICA.goesWith(Fault.LOSE_DATABASE), "there are two servers, and one has to stay");
        assertTrue(!Fault.KILL_DATABASE.goesWith(Fault.LOSE_DATABASE), "who was replaced would be started again");
        assertTrue(Fault.CUT_LEADER.goesWith(Fault.CLOCK_JUMP));
        assertTrue(!Fault.EMPTY_DISK.goesWith(Fault.LOSS), "one of the others may be behind");
        assertTrue(!Fault.LOSS.goesWith(Fault.DELAY), "there is one queue for both");
    }

    private static List<FaultPlan.Next> plan(Set<Fault> kinds, long seed, int count) {
        return plan(kinds, FaultPairing.LATER, seed, count);
    }

    private static List<FaultPlan.Next> plan(Set<Fault> kinds, FaultPairing pairs, long seed, int count) {
        FaultPlan plan = new FaultPlan(kinds, pairs, seed);
        return IntStream.range(0, count).mapToObj(_ -> plan.next()).toList();
    }

    @Test
    void faultsTheMachineCannotInjectAreLeftOut() {
        MachineCapabilities poor = new MachineCapabilities(false, Optional.empty(), Path.of("bin"));
        assertEquals(Set.of(Fault.CLOCK_JUMP), poor.missing().keySet(), "we delay where the kernel does not");
        assertEquals(Set.of(Fault.LOSS), poor.of(Set.of(Fault.LOSS, Fault.CLOCK_JUMP)));
        assertEquals(
                Set.of(),
                new MachineCapabilities(true, Optional.of(Path.of("lib")), Path.of("bin"))
                        .missing()
                        .keySet());
    }
}
