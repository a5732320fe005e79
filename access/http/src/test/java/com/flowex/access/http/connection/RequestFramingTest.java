package com.flowex.access.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Closes finding F19: a request that a proxy could read otherwise is answered 400 and the connection ends, so that the
 * bytes behind it are no request.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestFramingTest {

    private static final String SMUGGLED = "GET /open HTTP/1.1\r\nHost: a\r\n\r\n";

    record EchoedText(String text) {}

    private final TestStand stand = TestStand.fresh();
    private final TestServer server = TestServer.of(
            stand,
            new Routes()
                    .get("/open", Access.PUBLIC, _ -> Answer.ok(Map.of("open", "yes")))
                    .get("/mine", Access.CALLER, _ -> Answer.noContent())
                    .post("/mine", Access.CALLER, r -> Answer.ok(r.body(EchoedText.class)))
                    .post("/echo", Access.PUBLIC, r -> Answer.ok(r.body(EchoedText.class))));

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 12\r\nContent-Length: 5",
                "Content-Length: 12\r\nContent-Length: 12",
                "Content-Length: 12, 12",
                "Content-Length: -1",
                "Content-Length: +12",
                "Content-Length: 0x0c",
                "Content-Length: 99999999999999999999",
                "Content-Length:",
                "Content-Length: 12\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 12",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding : chunked",
                "X: y\r\n Transfer-Encoding: chunked"
            })
    void aBodyLengthIsStatedOnceAndPlainlyOrRefused(String headers) throws IOException {
        String answer = answer("POST /echo HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n{\"text\":\"a\"}" + SMUGGLED);

        assertRefused(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n{\"text\":\"a\"}\r\n0\r\n\r\n",
                "-c\r\n{\"text\":\"a\"}\r\n0\r\n\r\n",
                "ffffffff\r\n{\"text\":\"a\"}\r\n0\r\n\r\n",
                "ffffffffffffffffff\r\n{\"text\":\"a\"}\r\n0\r\n\r\n",
                "\r\n{\"text\":\"a\"}\r\n0\r\n\r\n",
                "c\r\n{\"text\":\"a\"}\r\n0\r\nX: y\r\n\r\n"
            })
    void aBodyInBadPiecesIsTheClientsFaultAndTheEndOfTheConnection(String body) throws IOException {
        Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            String answer =
                    answer("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body + SMUGGLED);

            assertTrue(answer.startsWith("HTTP/1.1 400 ") || answer.startsWith("HTTP/1.1 413 "), answer);
            assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, answer);
        } finally {
            log.detachAppender(lines);
        }
        assertEquals(
                List.of(),
                List.copyOf(lines.list).stream()
                        .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList());
    }

    /** Helidon does not look at what stands where a piece should end. */
    @Test
    void aPieceThatDoesNotEndWhereItShouldIsTheLastOfItsConnection() throws IOException {
        String answer = answer("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "c\r\n{\"text\":\"a\"}XY0\r\n\r\n" + SMUGGLED);

        assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, answer);
    }

    @Test
    void aBodyInPiecesIsReadAndNothingBehindIt() throws IOException {
        for (String coding : List.of("chunked", "Chunked")) {
            String answer = answer("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + coding
                    + "\r\n\r\n5\r\n{\"tex\r\n7\r\nt\":\"a\"}\r\n0\r\n\r\n" + SMUGGLED);

            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertTrue(answer.contains("{\"text\":\"a\"}"), answer);
            // Proxies and servers may disagree on the end of the last chunk: so nothing follows it.
            assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, answer);
        }
    }

    /** A body that is announced and sent without waiting must not be taken for the next request. */
    @ParameterizedTest
    @CsvSource({"POST /mine, 401", "GET /mine, 401", "POST /nowhere, 404", "DELETE /echo, 405", "HEAD /nowhere, 404"})
    void aBodyThatWasAnnouncedAndNotReadIsNoRequest(String line, int status) throws IOException {
        for (String framing : List.of("Content-Length: " + SMUGGLED.length(), "Content-Length: 5")) {
            String answer = answer(line + " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n" + framing + "\r\n\r\n"
                    + SMUGGLED + SMUGGLED);

            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
            assertTrue(answer.contains("Connection: close"), answer);
            assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, answer);
        }
    }

    @Test
    void aBodyThatWasAnnouncedAndReadLeavesTheConnectionOpen() throws IOException {
        String answer = answer(
                "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}"
                        + "GET /open HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 100 "), answer);
        assertEquals(2, answer.split("HTTP/1\\.1 200 ", -1).length - 1, answer);
    }

    private static void assertRefused(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("\"code\":\"malformed_request\""), answer);
        assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, answer);
    }

    /** Reads until the server closes; the client itself goes on waiting. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(50_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder read = new StringBuilder();
            byte[] some = new byte[4_096];
            try {
                for (int n = socket.getInputStream().read(some);
                        n >= 0;
                        n = socket.getInputStream().read(some)) {
                    read.append(new String(some, 0, n, StandardCharsets.UTF_8));
                }
            } catch (SocketException reset) {
                // Closed with something unread: the answer came before.
            }
            return read.toString();
        }
    }
}
