package com.flowex.simulator.injection;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.injection.shell.ChaosProcess;
import com.flowex.simulator.injection.shell.SystemCommands;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comparison after the faults: views with the log, and nodes with each other. */
final class FinalComparison {

    private static final Duration REBUILD_MAX = Duration.ofMinutes(10);
    private static final long STEP_NANOS = Duration.ofMillis(500).toNanos();
    private static final String OPERATOR = "com.flowex.app.cli.OperatorTool";
    private static final Pattern VIEW = Pattern.compile("^([a-z]+): shows event [0-9]+, (.*)$");
    private static final Pattern VERDICT = Pattern.compile(
            "verify-log commands=\\d+ events=(\\d+) snapshots=\\d+ mismatches=(\\d+) digest=([0-9a-f]+)");

    private FinalComparison() {}

    /** Rebuilds every view from the log and waits for the end. @return faults found */
    static List<String> rebuildViews(ChaosCluster cluster) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        List<String> views = views(cluster);
        if (views.isEmpty()) {
            wrong.add("views list names none");
        }
        for (String line : views) {
            Matcher view = VIEW.matcher(line);
            if (!view.matches()) {
                wrong.add("views list: " + line);
                continue;
            }
            SystemCommands.CommandOutput output =
                    cluster.operator(List.of(OPERATOR, "views", "rebuild", view.group(1)));
            if (output.code() != 0) {
                wrong.add("views rebuild " + view.group(1) + ": " + output.text());
            }
        }
        return wrong.isEmpty() ? awaitRebuilt(cluster) : wrong;
    }

    private static List<String> views(ChaosCluster cluster) throws IOException, InterruptedException {
        return cluster.operator(List.of(OPERATOR, "views", "list"))
                .text()
                .lines()
                .toList();
    }

    private static List<String> awaitRebuilt(ChaosCluster cluster) throws IOException, InterruptedException {
        long until = System.nanoTime() + REBUILD_MAX.toNanos();
        List<String> left;
        do {
            LockSupport.parkNanos(STEP_NANOS);
            left = views(cluster).stream()
                    .filter(line -> !line.contains(", built anew at ") || line.contains("; stopped for "))
                    .toList();
        } while (!left.isEmpty() && System.nanoTime() < until);
        return left.stream()
                .map(line -> "views list, after all were built anew: " + line)
                .toList();
    }

    /** @return reads whose answers differ, apart from the log's position */
    static List<String> differences(
            Map<ClientOperation, ClientAnswer> before, Map<ClientOperation, ClientAnswer> after) {
        List<String> wrong = new ArrayList<>();
        before.forEach((read, answer) -> {
            ClientAnswer later = after.getOrDefault(read, new ClientAnswer.NotDelivered("not read"));
            if (answer instanceof ClientAnswer.NotDelivered || !plain(answer).equals(plain(later))) {
                wrong.add(
                        "a view is not what the log gives: " + read + " was " + answer + ", built anew it is " + later);
            }
        });
        return wrong;
    }

    private static Object plain(ClientAnswer answer) {
        return switch (answer) {
            case ClientAnswer.Balances balances ->
                balances.totals().entrySet().stream()
                        .map(total -> total.getKey() + "=" + text(total.getValue()))
                        .sorted()
                        .toList();
            case ClientAnswer.Orders orders ->
                orders.orders().stream()
                        .map(order -> List.of(
                                order.id(),
                                order.number(),
                                order.status(),
                                text(order.price()),
                                text(order.quantity()),
                                text(order.filled())))
                        .toList();
            default -> answer;
        };
    }

    private static String text(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** Replays the log of every stopped node. @return contradictions within a log or between nodes */
    static List<String> compareNodes(ChaosCluster cluster) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        TreeSet<String> states = new TreeSet<>();
        for (ChaosProcess node : cluster.nodes()) {
            SystemCommands.CommandOutput output = cluster.tool(
                    node,
                    List.of(
                            "com.flowex.app.cli.VerifyLog",
                            cluster.data(node.name()).toString()));
            String last = output.text().lines().reduce((_, line) -> line).orElse("");
            Matcher verdict = VERDICT.matcher(last);
            if (output.code() != 0 || !verdict.matches()) {
                wrong.add("verify-log of " + node.name() + " ended with " + output.code() + ": " + output.text());
            } else {
                states.add("digest " + verdict.group(3) + " after event " + verdict.group(1));
            }
        }
        if (states.size() > 1) {
            wrong.add("the nodes differ: " + String.join(", ", states));
        }
        return wrong;
    }
}
