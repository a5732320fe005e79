package com.flowex.benchmarks.load;

import com.flowex.benchmarks.load.client.Connection;
import com.flowex.benchmarks.load.client.HttpReply;
import com.flowex.benchmarks.load.client.LoadConnections;
import com.flowex.benchmarks.load.client.LoadPlan;
import com.flowex.benchmarks.load.client.OrderOutcomes;
import com.flowex.benchmarks.load.client.OrderTemplate;
import com.flowex.benchmarks.load.client.Trader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Sends the orders and receives their answers, on one thread over a selector. The exchange shares the machine, so an
 * order may cost this client only a few microseconds.
 *
 * <p>With a rate, an order's waiting begins when it was due, not when a connection became free for it. The figures
 * therefore include the delays that the exchange causes ("coordinated omission").
 */
public final class LoadRun {

    private static final int IDLE_WAIT_MILLIS = 10;
    private static final long CHECK_NANOS = 100_000_000;
    private static final long PACE_PARK_NANOS = 200_000;
    private static final long LATENCY_MAX_NANOS = 3_600_000_000_000L;

    /** Header that asks for a trace: the flag at the end of W3C's Trace Context. */
    private static final String TRACED = "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n";

    private final LoadOptions options;
    private final LoadPlan plan;
    private final List<Trader> traders;
    private final OrderTemplate[][] templates;
    private final AcknowledgedOrdersFile file;
    private final Progress progress;
    private final OrderOutcomes answers;
    private final Histogram latencies = new Histogram(LATENCY_MAX_NANOS, 3);
    private int sent;
    private long startNanos;
    private long endNanos;
    private long checkedNanos;
    private long cpuNanos;

    /** @param priceWhole digits of every price before its decimal point */
    LoadRun(LoadOptions options, LoadPlan plan, List<Trader> traders, String priceWhole, AcknowledgedOrdersFile file) {
        this.options = options;
        this.plan = plan;
        this.traders = traders;
        this.file = file;
        progress = new Progress(System.out, new RemainingTime(options.orders(), options.rate()));
        answers = new OrderOutcomes(options.orders());
        templates = new OrderTemplate[traders.size()][];
        for (int i = 0; i < templates.length; i++) {
            templates[i] = templates(traders.get(i).token(), priceWhole);
        }
    }

    private OrderTemplate[] templates(String token, String priceWhole) {
        String host = options.url().getAuthority();
        return Stream.of("", TRACED)
                .map(headers -> new OrderTemplate.RequestHead(host, token, headers))
                .flatMap(head -> Stream.of("sell", "buy")
                        .map(side -> new OrderTemplate(head, options.symbol(), side, priceWhole, plan)))
                .toArray(OrderTemplate[]::new);
    }

    private OrderTemplate template(int index) {
        boolean isTraced = options.traced() > 0 && index % options.traced() == 0;
        return templates[plan.account(index)][(isTraced ? 2 : 0) + (plan.isBuy(index) ? 1 : 0)];
    }

    /** Callback for the moment when the first order is about to be sent. */
    @FunctionalInterface
    public interface Start {
        void begins() throws IOException;
    }

    /** Sends every order once; returns when each has an answer or a time-out. */
    OrderOutcomes run() throws IOException {
        return run(() -> {});
    }

    OrderOutcomes run(Start start) throws IOException {
        InetSocketAddress address = new InetSocketAddress(options.url().getHost(), options.port());
        try (LoadConnections connections = new LoadConnections(address, options.connections())) {
            new ClientWarmUp(connections, options.url().getAuthority(), options.connections()).run();
            start.begins();
            startNanos = System.nanoTime();
            Duration cpuBefore = cpu();
            while (answers.settled() < answers.size()) {
                dispatch(connections);
                await(connections);
                connections.replaceBroken(answers::unknown);
                readPublicData(connections);
            }
            endNanos = System.nanoTime();
            cpuNanos = cpu().minus(cpuBefore).toNanos();
        }
        return answers;
    }

    /** Returns the latencies of the answers, in nanoseconds. */
    public Histogram latencies() {
        return latencies;
    }

    public OrderOutcomes answers() {
        return answers;
    }

    public long elapsedNanos() {
        return endNanos - startNanos;
    }

    /** Returns the processor time of this process while orders were in flight. */
    long cpuNanos() {
        return cpuNanos;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void dispatch(LoadConnections connections) {
        long nowNanos = System.nanoTime();
        while (sent < answers.size() && connections.isAnyFree() && dueNanos(sent, nowNanos) <= nowNanos) {
            int index = sent++;
            Connection connection = connections.take();
            connection.assign(index, dueNanos(index, nowNanos), nowNanos);
            try {
                connection.send(template(index), plan.cents(index));
            } catch (IOException e) {
                connections.broke(connection);
            }
        }
    }

    private long dueNanos(int index, long nowNanos) {
        return options.rate() == 0 ? nowNanos : startNanos + index * 1_000_000_000L / options.rate();
    }

    private void await(LoadConnections connections) throws IOException {
        boolean paced = options.rate() != 0;
        if (paced) {
            // A selector waits whole milliseconds; an order may be due sooner.
            LockSupport.parkNanos(PACE_PARK_NANOS);
        }
        connections.poll(paced ? 0 : IDLE_WAIT_MILLIS, connection -> read(connection, connections));
    }

    private void read(Connection connection, LoadConnections connections) {
        try {
            int bodyAt = connection.receive();
            if (bodyAt >= 0) {
                settle(connection, bodyAt);
                connections.release(connection);
                dispatch(connections);
            }
        } catch (IOException e) {
            connections.broke(connection);
        }
    }

    private void settle(Connection connection, int bodyAt) {
        int index = connection.order();
        byte[] reply = connection.reply();
        int length = connection.replyLength();
        latencies.recordValue(Math.min(LATENCY_MAX_NANOS, System.nanoTime() - connection.fromNanos()));
        switch (HttpReply.status(reply) / 100) {
            case 2 -> acknowledge(index, HttpReply.orderId(reply, bodyAt, length));
            case 4 -> answers.rejected(index, HttpReply.code(reply, bodyAt, length));
            default -> answers.unknown(index);
        }
        connection.settle();
    }

    private void acknowledge(int index, long orderId) {
        file.append(traders.get(plan.account(index)).email(), plan.clientOrderId(index), orderId);
        answers.acknowledged(index, orderId);
    }

    private void readPublicData(LoadConnections connections) {
        long nowNanos = System.nanoTime();
        if (nowNanos - checkedNanos >= CHECK_NANOS) {
            checkedNanos = nowNanos;
            connections.breakOverdue(nowNanos);
            progress.show(answers, latencies, nowNanos - startNanos);
        }
    }
}
