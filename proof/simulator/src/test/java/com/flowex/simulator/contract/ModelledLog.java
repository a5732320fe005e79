package com.flowex.simulator.contract;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import com.flowex.protocol.reply.Reply;
import com.flowex.protocol.reply.ReplyCodec;
import com.flowex.simulator.model.LogGuarantees;
import com.flowex.simulator.model.LogRecord;
import com.flowex.simulator.model.ModelCluster;
import com.flowex.simulator.model.ModelNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** The model of the log, where everything gets through at once. */
final class ModelledLog implements KeptLog {
    private static final int EVERYTHING = 1_000_000;

    private final ModelCluster cluster;
    private final List<byte[]> answers = new ArrayList<>();
    private long request;
    private long timeNanos = 1_700_000_000_000_000_000L;

    ModelledLog(int nodes) {
        cluster = new ModelCluster(
                nodes, new LogGuarantees(), new Random(1), (_, _, reply) -> answers.add(reply), (_, _, _) -> {});
        cluster.nodes().forEach(cluster::start);
        elect();
    }

    private void elect() {
        for (ModelNode node : cluster.nodes()) {
            if (cluster.leader().isEmpty()) {
                cluster.elect(node, ++timeNanos);
            }
        }
        spread();
    }

    private ModelNode leader() {
        return cluster.leader().orElseThrow();
    }

    private void spread() {
        ModelNode leader = leader();
        for (int i = 0; i < 2; i++) {
            cluster.sync(leader);
            for (ModelNode node : cluster.nodes()) {
                if (node != leader) {
                    cluster.replicate(leader, node, EVERYTHING);
                    cluster.sync(node);
                    cluster.replicate(leader, node, EVERYTHING);
                }
            }
        }
        cluster.nodes().forEach(node -> cluster.apply(node, EVERYTHING));
    }

    @Override
    public String ask(Command command) {
        answers.clear();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[RequestCodec.LENGTH_MAX]);
        byte[] message = new byte[new RequestCodec().encode(new Request(++request, command), buffer, 0)];
        buffer.getBytes(0, message);
        cluster.append(leader(), 1, message, ++timeNanos);
        spread();
        byte[] answer = answers.getLast();
        return switch (new ReplyCodec().decode(new UnsafeBuffer(answer), 0, answer.length)) {
            case Decoded.Understood(Reply reply) -> KeptLog.text(outcome(reply));
            case Decoded.Garbled(String why) -> throw new AssertionError(why);
        };
    }

    /** As a client takes it. */
    private static Outcome outcome(Reply reply) {
        return switch (reply) {
            case Reply.Applied(long _, EventBatch batch)
            when batch.count() == 1 && batch.events().getFirst() instanceof Rejection rejection ->
                new Outcome.Rejected(rejection.reason(), batch.firstSequence());
            case Reply.Applied(long _, EventBatch batch) ->
                new Outcome.Accepted(batch.firstSequence(), batch.timeNanos(), batch.events());
            case Reply.Repeated(long _, FirstAnswer.Refused(var reason)) -> new Outcome.Rejected(reason, 0);
            case Reply.Repeated(long _, FirstAnswer answer) -> new Outcome.Repeated(answer);
            case Reply.Tried _, Reply.NotUnderstood _ -> throw new AssertionError(reply);
        };
    }

    @Override
    public void snapshot() {
        cluster.snapshot(leader(), ++timeNanos);
        spread();
    }

    @Override
    public void crash() {
        ModelNode ended = leader();
        cluster.kill(ended);
        if (cluster.nodes().size() == 1) {
            cluster.start(ended);
        }
        elect();
        if (!ended.isUp()) {
            cluster.start(ended);
            spread();
        }
    }

    @Override
    public long sinceSnapshot() {
        long count = 0;
        for (long at = leader().applied() - 1; at >= 0; at--) {
            LogRecord.Kind kind = cluster.applied().record(at).kind();
            if (kind == LogRecord.Kind.SNAPSHOT) {
                return count;
            }
            count += kind == LogRecord.Kind.MESSAGE || kind == LogRecord.Kind.TIMER ? 1 : 0;
        }
        return count;
    }

    @Override
    public List<String> events() {
        List<String> messages = new ArrayList<>();
        EventBatchCodec codec = new EventBatchCodec();
        long position = 0;
        var next = leader().disk().events().at(position);
        while (next.isPresent()) {
            byte[] bytes = next.get().bytes();
            if (codec.decode(new UnsafeBuffer(bytes), 0, bytes.length)
                    instanceof Decoded.Understood(EventBatch batch)) {
                messages.add(KeptLog.text(batch));
            }
            position = next.get().after().position();
            next = leader().disk().events().at(position);
        }
        return messages;
    }

    @Override
    public void close() {}
}
