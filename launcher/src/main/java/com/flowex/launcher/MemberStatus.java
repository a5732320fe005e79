package com.flowex.launcher;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.cluster.settings.MemberList.Member;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * What one node says of itself, or that it says nothing.
 *
 * @param role leader, follower, electing; down if it does not answer
 * @param pid of its process, 0 if it does not answer
 * @param commitPosition byte of the log up to which it knows it committed, 0 if it does not answer
 */
record MemberStatus(
        int member, String role, long pid, long term, long commitPosition, long sequence, long snapshotAgeSeconds) {

    static final String DOWN = "down";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** A newer node may say more than is read here. */
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Asks it. */
    static MemberStatus ask(Member member) {
        URI address = URI.create("http://" + member.host() + ":" + member.operatorsPort() + "/cluster");
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
            return MAPPER.readValue(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body(), MemberStatus.class);
        } catch (IOException e) {
            return new MemberStatus(member.id(), DOWN, 0, -1, 0, 0, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new MemberStatus(member.id(), DOWN, 0, -1, 0, 0, 0);
        }
    }

    /** @param furthest commit position of the node that is furthest */
    String json(long furthest) {
        return MAPPER.<ObjectNode>valueToTree(this).put("lag", lag(furthest)).toString();
    }

    /** For people, under the heading of {@code ./flowex cluster status}. */
    String line(long furthest) {
        return role.equals(DOWN)
                ? String.format(Locale.ROOT, "%6d %-9s", member, role)
                : String.format(
                        Locale.ROOT,
                        "%6d %-9s %-8d %4d %16d %4d %11d %11d s",
                        member,
                        role,
                        pid,
                        term,
                        commitPosition,
                        lag(furthest),
                        sequence,
                        snapshotAgeSeconds);
    }

    private long lag(long furthest) {
        return furthest - commitPosition;
    }
}
