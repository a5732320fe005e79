package com.flowex.simulator.injection.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Record of a fault that occurred.
 *
 * @param during fault during which it began, if there was one
 * @param what affected part, for people
 * @param beginNanos beginning by the history's clock, in nanoseconds
 * @param mendedNanos time at which the fault was removed
 * @param wellNanos time at which everything worked again, or the wait was given up
 * @param isWell true if everything worked again
 * @param notes observations: processes that ended by themselves
 */
public record FaultRecord(
        Fault fault,
        Optional<Fault> during,
        String what,
        long beginNanos,
        long mendedNanos,
        long wellNanos,
        boolean isWell,
        List<String> notes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public FaultRecord {
        notes = List.copyOf(notes);
    }

    /**
     * Returns a line in the format of histories; the faulting process is called nemesis and its outcomes are never
     * known.
     */
    public String line() {
        ObjectNode line = JSON.createObjectNode()
                .put("process", "nemesis")
                .put("type", "info")
                .put("f", fault.word());
        ObjectNode value = line.putObject("value")
                .put("what", what)
                .put("mended", mendedNanos)
                .put("well", wellNanos)
                .put("is_well", isWell);
        during.ifPresent(first -> value.put("during", first.word()));
        value.set("notes", JSON.valueToTree(notes));
        return line.put("time", beginNanos).toString();
    }
}
