package com.flowex.simulator.injection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.simulator.injection.fault.Fault;
import com.flowex.simulator.injection.fault.FaultRecord;
import com.flowex.simulator.linear.HistoryReport;
import com.flowex.simulator.streams.StreamReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Report of a run.
 *
 * @param faults faults in the order of their occurrence
 * @param missing faults that this machine cannot inject, with the reasons
 * @param outages longest outage of each kind, in nanoseconds
 * @param clients report about the clients' history
 * @param readers report about the readers
 * @param wrong other faults found: nodes that differ, views that differ from the log, parts that did not recover
 */
record FaultReport(
        List<FaultRecord> faults,
        Map<Fault, String> missing,
        Map<Fault, Long> outages,
        HistoryReport clients,
        StreamReport readers,
        List<String> wrong) {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    FaultReport {
        faults = List.copyOf(faults);
        wrong = List.copyOf(wrong);
    }

    boolean isAccepted() {
        return clients.isAccepted() && readers.isAccepted() && wrong.isEmpty();
    }

    /** Returns the report for people: faults found first, the sums and the verdict last. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (FaultRecord fault : faults) {
            fault.notes()
                    .forEach(note -> lines.add("seen during " + fault.fault().word() + ": " + note));
        }
        missing.forEach((fault, why) -> lines.add("not tried: " + fault.word() + ": " + why));
        wrong.forEach(subject -> lines.add("wrong: " + subject));
        lines.addAll(readers.lines());
        List<String> judged = clients.lines();
        lines.addAll(judged.subList(0, judged.size() - 1));
        counts().forEach((fault, count) -> lines.add(String.format(
                Locale.ROOT, "fault %-14s %3d times, longest outage %6d ms", fault.word(), count, millis(fault))));
        pairs().forEach((pair, count) -> lines.add("two at once: " + pair + " " + count + " times"));
        lines.add("faults=" + faults.size() + " " + judged.getLast().replaceFirst(", (not )?accepted$", "")
                + (isAccepted() ? ", accepted" : ", not accepted"));
        return lines;
    }

    private Map<Fault, Long> counts() {
        return faults.stream().collect(Collectors.groupingBy(FaultRecord::fault, TreeMap::new, Collectors.counting()));
    }

    private Map<String, Long> pairs() {
        return faults.stream()
                .flatMap(
                        second -> second
                                .during()
                                .map(first ->
                                        first.word() + " and " + second.fault().word())
                                .stream())
                .collect(Collectors.groupingBy(pair -> pair, TreeMap::new, Collectors.counting()));
    }

    private long millis(Fault fault) {
        return outages.getOrDefault(fault, 0L) / NANOS_PER_MILLI;
    }

    /** Returns the report for programs. */
    String json() {
        ObjectNode report = JSON.createObjectNode()
                .put("accepted", isAccepted())
                .put("faults", faults.size())
                .put("commands", clients.commands())
                .put("acknowledged", clients.acknowledged())
                .put("refused", clients.refused())
                .put("unknown", clients.unknown())
                .put("resolved", clients.resolved())
                .put("lost", clients.lost().size())
                .put("duplicated", clients.duplicated().size())
                .put("verdict", clients.verdict());
        report.putObject("readers")
                .put("accounts", readers.readers())
                .put("reconnects", readers.reconnects())
                .put("numbers", readers.numbers())
                .put("missed", readers.missed())
                .put("repeated", readers.repeated())
                .put("misplaced", readers.misplaced())
                .put("books", readers.books())
                .put("book_reconnects", readers.bookReconnects())
                .put("book_changes", readers.changes())
                .put("books_broken", readers.broken());
        ObjectNode paired = report.putObject("two_at_once");
        pairs().forEach(paired::put);
        ObjectNode kinds = report.putObject("kinds");
        counts().forEach((fault, count) ->
                kinds.putObject(fault.word()).put("times", count).put("longest_outage_ms", millis(fault)));
        ObjectNode untried = report.putObject("not_tried");
        missing.forEach((fault, why) -> untried.put(fault.word(), why));
        List<String> all = new ArrayList<>(wrong);
        all.addAll(clients.lost());
        all.addAll(clients.duplicated());
        all.addAll(clients.findings());
        all.addAll(readers.findings());
        report.set("wrong", JSON.valueToTree(all));
        return report.toPrettyString();
    }
}
