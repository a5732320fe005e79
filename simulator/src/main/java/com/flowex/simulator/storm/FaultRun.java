package com.flowex.simulator.storm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A fault that was.
 *
 * @param during which other fault it began, if one was on
 * @param what was hit, for people
 * @param beginNanos by the history's clock
 * @param mendedNanos when what was broken was taken away
 * @param wellNanos when everything was as before again, or was given up
 * @param isWell whether it came to that
 * @param notes what was seen meanwhile: processes that ended by themselves
 */
record FaultRun(
        Fault fault,
        Optional<Fault> during,
        String what,
        long beginNanos,
        long mendedNanos,
        long wellNanos,
        boolean isWell,
        List<String> notes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    FaultRun {
        notes = List.copyOf(notes);
    }

    /** As histories have it: the process that breaks things is called nemesis, and never knows. */
    String line() {
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
