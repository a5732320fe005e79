package com.flowex.simulator.simulation;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.reply.Reply;
import com.flowex.protocol.reply.ReplyCodec;
import com.flowex.simulator.model.LawViolationException;
import com.flowex.simulator.model.ReferenceLog;
import com.flowex.simulator.model.SimulationLaw;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One client session with its sent requests, its answers and its unknown outcomes. Requests and answers each arrive in
 * order, or never.
 */
final class ModelClient {
    private final long session;
    private final ReferenceLog applied;
    private final SimulationCounters tally;
    private final RequestCodec requests = new RequestCodec();
    private final ReplyCodec replies = new ReplyCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[RequestCodec.LENGTH_MAX]);
    private final Deque<byte[]> sent = new ArrayDeque<>();
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private final Map<Long, RepeatedOperation> waiting = new LinkedHashMap<>();
    private final List<RepeatedOperation> unknown = new ArrayList<>();
    private final List<RepeatedOperation> operations = new ArrayList<>();
    private long lastRequest;
    private int leader;

    ModelClient(long session, ReferenceLog applied, SimulationCounters tally) {
        this.session = session;
        this.applied = applied;
        this.tally = tally;
    }

    long session() {
        return session;
    }

    /** Returns all operations of the client. */
    List<RepeatedOperation> operations() {
        return operations;
    }

    void request(Command command) {
        RepeatedOperation operation = new RepeatedOperation(command);
        operations.add(operation);
        tally.add(RunCounter.COMMANDS);
        send(operation, command);
    }

    private void send(RepeatedOperation operation, Command command) {
        long request = ++lastRequest;
        int length = requests.encode(new Request(request, command), buffer, 0);
        byte[] message = new byte[length];
        buffer.getBytes(0, message);
        sent.add(message);
        waiting.put(request, operation);
        operation.repeat(request, command);
    }

    /**
     * Repeats an operation with unknown outcome. It sends the same command, or sometimes a query of its id, which uses
     * up the id.
     */
    void requestAgain(RandomGenerator random) {
        if (unknown.isEmpty()) {
            return;
        }
        RepeatedOperation operation = unknown.remove(random.nextInt(unknown.size()));
        if (operation.command() instanceof PlaceOrder(var order) && random.nextInt(4) == 0) {
            send(operation, new ResolveClientOrderId(order.account(), order.clientOrderId(), true));
        } else {
            send(operation, operation.command());
        }
    }

    /** Returns true if there is an operation that it could repeat. */
    boolean doesNotKnow() {
        return !unknown.isEmpty();
    }

    /** Stops waiting for the oldest request. */
    void giveUpOldest() {
        if (!waiting.isEmpty()) {
            giveUp(waiting.remove(waiting.keySet().iterator().next()));
        }
    }

    void giveUpAll() {
        while (!waiting.isEmpty()) {
            giveUpOldest();
        }
    }

    private void giveUp(@Nullable RepeatedOperation operation) {
        if (operation == null) {
            return;
        }
        tally.add(RunCounter.UNKNOWN);
        if (operation.hasId()) {
            operation.give(RepeatedOperation.Knowledge.UNKNOWN);
            unknown.add(operation);
        } else {
            operation.give(RepeatedOperation.Knowledge.NEVER);
            tally.add(RunCounter.NEVER_ANSWERED);
        }
    }

    boolean isDone() {
        return sent.isEmpty() && answers.isEmpty() && waiting.isEmpty() && unknown.isEmpty();
    }

    boolean hasSent() {
        return !sent.isEmpty();
    }

    byte[] takeSent() {
        return sent.removeFirst();
    }

    /**
     * Returns the node that it believes to lead. Requests that another node has not answered are unknown from then on.
     */
    int leader() {
        return leader;
    }

    void follow(int node) {
        if (node != leader) {
            leader = node;
            giveUpAll();
        }
    }

    boolean isAnswered() {
        return !answers.isEmpty();
    }

    void answer(byte[] reply) {
        answers.add(reply);
    }

    void loseAnswer() {
        answers.pollFirst();
    }

    /**
     * Takes the next answer, for any request and however late. It must equal the answer recorded at its request's place
     * in the log.
     */
    void takeAnswer() {
        byte[] bytes = answers.pollFirst();
        if (bytes == null) {
            return;
        }
        if (!(replies.decode(new UnsafeBuffer(bytes), 0, bytes.length) instanceof Decoded.Understood(Reply reply))) {
            throw new LawViolationException(SimulationLaw.ANSWERED, "an answer to session " + session + " is garbled");
        }
        long request = reply.correlationId();
        byte[] happened = applied.answer(session, request)
                .orElseThrow(() -> new LawViolationException(
                        SimulationLaw.ANSWERED,
                        "request " + request + " of session " + session + " was answered and never applied"));
        if (!Arrays.equals(happened, bytes)) {
            throw new LawViolationException(
                    SimulationLaw.ANSWERED,
                    "request " + request + " of session " + session + " was answered otherwise than applied");
        }
        RepeatedOperation operation = waiting.remove(request);
        if (operation == null) {
            tally.add(RunCounter.LATE_ANSWERS);
            return;
        }
        if (operation.requests().size() > 1) {
            tally.add(RunCounter.RESOLVED);
        }
        operation.give(RepeatedOperation.Knowledge.ANSWERED);
    }
}
