package com.flowex.simulator.contract;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.event.EventBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** A process with a node that is alone. It does what it reads, a line each, and answers each with lines that end in an empty one. */
final class AeronChild {
    private AeronChild() {}

    /** @param arguments the node's directory */
    public static void main(String[] arguments) throws IOException {
        ClusterNode node = ClusterNode.start(ClusterConfig.at(Path.of(arguments[0])));
        say(List.of("ready"));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say(done(node, line));
        }
    }

    private static List<String> done(ClusterNode node, String line) {
        return switch (line) {
            case "snapshot" -> List.of("snapshot " + node.takeSnapshot().orElse("taken"));
            case "since" -> List.of(Long.toString(node.member().orElseThrow().commandsSinceSnapshot()));
            case "events" -> events(node);
            default -> List.of(KeptLog.text(outcome(node, command(line))));
        };
    }

    private static Command command(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return switch (new RequestCodec().decode(new UnsafeBuffer(bytes), 0, bytes.length)) {
            case Decoded.Understood(Request request) -> request.command();
            case Decoded.Garbled(String why) -> throw new IllegalArgumentException(why);
        };
    }

    private static Outcome outcome(ClusterNode node, Command command) {
        return node.client().submit(command).orTimeout(300, TimeUnit.SECONDS).join();
    }

    private static List<String> events(ClusterNode node) {
        long last = ((Outcome.Accepted) outcome(node, AdvanceTime.ADVANCE_TIME)).lastSequence();
        Collecting collecting = new Collecting(last);
        EventTail tail = node.openTail(Checkpoint.START, collecting);
        collecting.whole.orTimeout(300, TimeUnit.SECONDS).join();
        tail.close();
        return collecting.messages;
    }

    /** Everything up to an event. */
    private static final class Collecting implements BatchConsumer {
        private final List<String> messages = new ArrayList<>();
        private final CompletableFuture<Boolean> whole = new CompletableFuture<>();
        private final long last;

        private Collecting(long last) {
            this.last = last;
        }

        @Override
        public void on(EventBatch batch, long endPosition) {
            messages.add(KeptLog.text(batch));
            if (batch.lastSequence() == last) {
                whole.complete(true);
            }
        }

        @Override
        public void idle() {}

        @Override
        public void stopped(Throwable why) {
            whole.completeExceptionally(why);
        }
    }

    private static void say(List<String> lines) {
        lines.forEach(line -> System.out.println("> " + line));
        System.out.println("> ");
        System.out.flush();
    }
}
