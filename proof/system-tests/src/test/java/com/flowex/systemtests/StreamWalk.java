package com.flowex.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client of a stream that says a few things and holds every message that comes against docs/api/asyncapi.yaml. */
final class StreamWalk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    private StreamWalk(String address) {
        this.address = address;
    }

    /**
     * Says these things one after the other, has something done, and listens until every message of the document has come.
     *
     * @param elsewhere types of messages that this walk cannot bring about
     * @throws AssertionError naming what came and is not in the document, or what is there and did not come
     */
    static void walk(int port, String address, List<String> says, Runnable actions, Set<String> elsewhere) {
        StreamWalk walk = new StreamWalk(address);
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .connectTimeout(Duration.ofMinutes(2))
                    .buildAsync(URI.create("ws://localhost:" + port + address), new WholeTexts(walk::judge))
                    .join();
            try {
                says.forEach(text -> socket.sendText(text, true).join());
                actions.run();
                Deadline.await(
                        Duration.ofMinutes(5),
                        () -> !walk.wrong.isEmpty() || elsewhere.containsAll(StreamContract.unseen(address)),
                        () -> address + " never sent " + StreamContract.unseen(address));
            } finally {
                socket.abort();
            }
        }
        if (!walk.wrong.isEmpty()) {
            throw new AssertionError(String.join("\n", Set.copyOf(walk.wrong)));
        }
    }

    private void judge(String message) {
        try {
            StreamContract.check(address, JSON.readTree(message));
        } catch (JsonProcessingException | AssertionError e) {
            wrong.add(message + ": " + e.getMessage());
        }
    }
}
