package com.flowex.app.node;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.platform.settings.HttpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Status that a node reports, or the fact that it does not answer.
 *
 * @param role leader, follower, electing; empty if it has no log and waits; down if it does not answer
 * @param pid id of its process, 0 if it does not answer
 * @param commitPosition byte of the log up to which it knows it committed, 0 if it does not answer
 * @param freeMegabytes free space on the log's disk, 0 if it does not answer
 * @param archivedSequence number of the last event that it knows to be archived, 0 if none
 * @param eventsBegin byte at which the event log on its disk begins
 * @param logBegin byte at which the log on its disk begins
 * @param unixMillis time of its clock at the answer, 0 if it does not report it
 */
public record MemberStatus(
        int member,
        String role,
        long pid,
        long term,
        long commitPosition,
        long sequence,
        long snapshotAgeSeconds,
        long freeMegabytes,
        long archivedSequence,
        long eventsBegin,
        long logBegin,
        long unixMillis) {

    public static final String DOWN = "down";

    private static final String LEADER = "leader";
    private static final String FOLLOWER = "follower";
    private static final int REFUSAL_MAX = 1_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Silence after which a node counts as stuck. */
    private static final Duration SILENCE_MAX = Duration.ofMinutes(2);

    /** Longest snapshot: of millions of orders, on a busy disk. */
    private static final Duration SNAPSHOT_MAX = Duration.ofMinutes(2);

    /** A newer node may send more fields than are read here. */
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Asks a node for its status. */
    public static MemberStatus request(Member member) {
        try {
            return MAPPER.readValue(
                    answer(member, "/cluster", TIMEOUT, HttpRequest.Builder::GET)
                            .body(),
                    MemberStatus.class);
        } catch (IOException e) {
            return down(member);
        }
    }

    /**
     * Sends a request to a node.
     *
     * @throws IOException if it does not answer
     */
    private static HttpResponse<String> answer(
            Member member, String path, Duration timeout, UnaryOperator<HttpRequest.Builder> method)
            throws IOException {
        URI address = address(member, path);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            return client.send(
                    method.apply(HttpRequest.newBuilder(address).timeout(timeout))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static MemberStatus down(Member member) {
        return new MemberStatus(member.id(), DOWN, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Answer of a node to a request. */
    public record Answer(boolean isDone, String text) {}

    /**
     * Requests a snapshot.
     *
     * @throws IOException if it does not answer
     */
    public static Answer requestSnapshot(Member member) throws IOException {
        HttpResponse<String> answer =
                answer(member, "/snapshot", SNAPSHOT_MAX, to -> to.POST(HttpRequest.BodyPublishers.noBody()));
        return new Answer(
                answer.statusCode() == HttpURLConnection.HTTP_OK, answer.body().strip());
    }

    /** Reader of a stream from a node. */
    public interface CopyReader<T> {

        /**
         * Reads the stream.
         *
         * @param bytes greatest size of a copy; 0 where it is not known
         */
        T read(InputStream copy, long bytes) throws IOException;
    }

    /**
     * Requests a copy of the leading node.
     *
     * @throws IOException if it does not answer, no longer leads, or the copy is incomplete
     */
    public static <T> T requestCopy(Member member, CopyReader<T> reader) throws IOException {
        return requestBytes(member, "/copy", reader);
    }

    /**
     * Requests a stream from a node.
     *
     * @throws IOException if it does not answer, refuses, breaks off, or is silent for two minutes
     */
    static <T> T requestBytes(Member member, String path, CopyReader<T> reader) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address(member, path).toURL().openConnection();
        connection.setConnectTimeout(Math.toIntExact(TIMEOUT.toMillis()));
        connection.setReadTimeout(Math.toIntExact(SILENCE_MAX.toMillis()));
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                try (InputStream why = connection.getErrorStream()) {
                    throw new IOException(
                            why == null
                                    ? "node " + member.id() + " answers " + connection.getResponseCode()
                                    : new String(why.readNBytes(REFUSAL_MAX), StandardCharsets.UTF_8).strip());
                }
            }
            try (InputStream body = connection.getInputStream()) {
                return reader.read(body, connection.getHeaderFieldLong(NodeCopyEndpoints.BYTES, 0));
            }
        } finally {
            connection.disconnect();
        }
    }

    private static URI address(Member member, String path) {
        return HttpAddress.of(member.host(), member.operatorsPort(), path);
    }

    /**
     * Returns the status as JSON.
     *
     * @param furthest greatest commit position of all nodes
     */
    public String json(long furthest) {
        return MAPPER.<ObjectNode>valueToTree(this).put("lag", lag(furthest)).toString();
    }

    /** Returns the status as a line of {@code ./flowex cluster status}. */
    public String line(long furthest) {
        return isDown()
                ? String.format(Locale.ROOT, "%6d %-9s", member, role)
                : String.format(
                        Locale.ROOT,
                        "%6d %-9s %-8d %4d %16d %4d %11d %11d s %8d MB %11d",
                        member,
                        role,
                        pid,
                        term,
                        commitPosition,
                        lag(furthest),
                        sequence,
                        snapshotAgeSeconds,
                        freeMegabytes,
                        archivedSequence);
    }

    boolean isDown() {
        return role.equals(DOWN);
    }

    public boolean leads() {
        return role.equals(LEADER);
    }

    boolean follows() {
        return role.equals(FOLLOWER);
    }

    /** Returns true if it has no log and has not taken part yet. */
    boolean isEmpty() {
        return role.equals(EmptyNodeStartup.ROLE);
    }

    private long lag(long furthest) {
        return furthest - commitPosition;
    }
}
