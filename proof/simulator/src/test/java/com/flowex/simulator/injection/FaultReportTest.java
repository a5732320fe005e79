package com.flowex.simulator.injection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.HistoryLine;
import com.flowex.simulator.injection.fault.Fault;
import com.flowex.simulator.injection.fault.FaultRecord;
import com.flowex.simulator.injection.fault.Outages;
import com.flowex.simulator.linear.HistoryReport;
import com.flowex.simulator.linear.Verdict;
import com.flowex.simulator.streams.StreamReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The report of a run with faults. */
class FaultReportTest {

    private static final long SECOND = 1_000_000_000;
    private static final ClientOperation READ = new ClientOperation.Read("a0", ClientOperation.Subject.BALANCES, "");

    private static final StreamReport READERS = new StreamReport(2, 7, 90, 0, 0, 0, 2, 3, 40, 0, List.of());

    private static FaultRecord fault(Fault fault, long begin, long well) {
        return new FaultRecord(
                fault, Optional.empty(), "node0", begin * SECOND, well * SECOND - 1, well * SECOND, true, List.of());
    }

    /** Acknowledged at these seconds. */
    private static List<HistoryLine> history(long... seconds) {
        List<HistoryLine> lines = new ArrayList<>();
        for (long second : seconds) {
            ClientOperation transfer = new ClientOperation.Transfer("a0", "t" + second, "a1", "BTC", BigDecimal.ONE);
            lines.add(new HistoryLine(
                    lines.size(), 0, transfer, Optional.of(new ClientAnswer.Done("", second)), second * SECOND));
        }
        return lines;
    }

    private static FaultReport report(List<String> lost, List<String> wrong) {
        return report(lost, READERS, wrong);
    }

    private static FaultReport report(List<String> lost, StreamReport readers, List<String> wrong) {
        HistoryReport clients = new HistoryReport(
                9, 8, 0, 1, 1, lost, List.of(), List.of(), SECOND, List.of(new Verdict.Linearizable("a0")));
        List<FaultRecord> faults = List.of(fault(Fault.KILL_ALL, 1, 2), fault(Fault.LOSS, 4, 5));
        return new FaultReport(
                faults,
                Map.of(Fault.DELAY, "no netem"),
                Outages.longest(history(0, 3, 4), faults),
                clients,
                readers,
                wrong);
    }

    @Test
    void anOutageIsOfTheFaultThatItWasDuring() {
        Map<Fault, Long> outages = Outages.longest(
                history(0, 9, 10, 11, 20, 21, 24),
                List.of(fault(Fault.LOSS, 1, 8), fault(Fault.KILL_ALL, 12, 15), fault(Fault.LOSS, 22, 23)));
        assertEquals(Map.of(Fault.LOSS, 9 * SECOND, Fault.KILL_ALL, 9 * SECOND), outages);
        assertEquals(
                Map.of(Fault.LOSS, 0L),
                Outages.longest(history(0, 1), List.of(fault(Fault.LOSS, 2, 3))),
                "nobody asked");
    }

    @Test
    void faultlessRunIsAccepted() throws JsonProcessingException {
        FaultReport report = report(List.of(), List.of());
        assertTrue(report.isAccepted());
        String text = String.join("\n", report.lines());
        assertTrue(text.contains("not tried: delay: no netem"), text);
        assertTrue(text.contains("fault kill-all         1 times, longest outage   3000 ms"), text);
        assertTrue(text.endsWith("faults=2 accounts=1 verdict: linearizable, accepted"), text);
        JsonNode json = new ObjectMapper().readTree(report.json());
        assertEquals(8, json.path("acknowledged").asInt());
        assertEquals(3000, json.at("/kinds/kill-all/longest_outage_ms").asInt());
        assertTrue(text.contains("readers=2 reconnects=7 numbers=90 missed=0 repeated=0 misplaced=0"), text);
        assertEquals(90, json.at("/readers/numbers").asInt());
    }

    @Test
    void twoFaultsAtOnceAreNamedAsSuch() throws JsonProcessingException {
        FaultRecord second = new FaultRecord(
                Fault.LOSS, Optional.of(Fault.KILL_ALL), "everywhere", SECOND, SECOND, SECOND, true, List.of());
        assertEquals(
                "kill-all",
                new ObjectMapper().readTree(second.line()).at("/value/during").asText());
        FaultReport report = report(List.of(), List.of());
        FaultReport paired = new FaultReport(
                List.of(fault(Fault.KILL_ALL, 1, 2), second), Map.of(), Map.of(), report.clients(), READERS, List.of());
        assertTrue(paired.lines().contains("two at once: kill-all and loss 1 times"), paired.lines()::toString);
        assertEquals(
                1,
                new ObjectMapper()
                        .readTree(paired.json())
                        .at("/two_at_once/kill-all and loss")
                        .asInt());
    }

    @Test
    void oneFaultRefusesTheRun() throws JsonProcessingException {
        FaultReport differs = report(List.of(), List.of("the nodes differ"));
        assertFalse(differs.isAccepted());
        assertTrue(differs.lines().getLast().endsWith("linearizable, not accepted"), differs.lines()::toString);
        assertTrue(differs.lines().contains("wrong: the nodes differ"));
        FaultReport missed = report(
                List.of(),
                new StreamReport(1, 0, 8, 1, 0, 0, 0, 0, 0, 0, List.of("a0: entry 3 of 9 never came")),
                List.of());
        assertFalse(missed.isAccepted());
        assertTrue(missed.lines().contains("wrong: a0: entry 3 of 9 never came"), missed.lines()::toString);
        assertEquals(
                "a0: entry 3 of 9 never came",
                new ObjectMapper().readTree(missed.json()).at("/wrong/0").asText());
        FaultReport lost = report(List.of("an order"), List.of());
        assertFalse(lost.isAccepted());
        assertEquals(
                "an order",
                new ObjectMapper().readTree(lost.json()).at("/wrong/0").asText());
    }

    @Test
    void viewThatDiffersFromTheLogIsDetected() {
        Map<ClientOperation, ClientAnswer> before =
                Map.of(READ, new ClientAnswer.Balances(Map.of("BTC", new BigDecimal("2.50")), 7));
        assertEquals(
                List.of(),
                FinalComparison.differences(
                        before, Map.of(READ, new ClientAnswer.Balances(Map.of("BTC", new BigDecimal("2.5")), 9))));
        assertEquals(
                1,
                FinalComparison.differences(
                                before, Map.of(READ, new ClientAnswer.Balances(Map.of("BTC", BigDecimal.TWO), 7)))
                        .size());
        assertEquals(1, FinalComparison.differences(before, Map.of()).size(), "not read again");
    }
}
