package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import com.flowex.platform.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Requests that a well-behaved client never sends, byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class RawHttpTest {

    /** Longer than a busy machine takes. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final int LORIS = 100;

    record EchoedText(String text) {}

    private final TestStand stand = TestStand.fresh();
    private final TestServer server = TestServer.of(
            stand,
            new Routes()
                    .get("/open", Access.PUBLIC, _ -> Answer.ok(Map.of("open", "yes")))
                    .post("/echo", Access.PUBLIC, r -> Answer.ok(r.body(EchoedText.class))));

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    @Test
    void bytesThatAreNotHttpAreAnsweredWithAProblem() throws IOException {
        for (String garbage : List.of("this is no HTTP\r\n\r\n", "\u0016\u0003\u0001 a TLS greeting \r\n\r\n")) {
            String answer = answer(garbage);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("\"code\":\"malformed_request\""), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
        }
        assertEquals(200, server.get("/open", "").status());
    }

    /** A user types https:// where there is only http://: their mistake, so nothing of it is in our log. */
    @Test
    void aTlsClientIsTurnedAwayAndTheLogStaysQuiet() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            for (int i = 0; i < 50; i++) {
                assertThrows(IOException.class, this::greetInTls);
            }
        } finally {
            log.detachAppender(lines);
        }
        assertEquals(
                List.of(),
                List.copyOf(lines.list).stream()
                        .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList());
        assertEquals(200, server.get("/open", "").status());
    }

    /** One greeting in eight has no line feed among its random bytes: there is no first line to wait for. */
    @Test
    void aTlsGreetingWithoutALineFeedIsAnsweredAtOnceThoughTheClientWaits() throws IOException {
        byte[] greeting = new byte[200];
        Arrays.fill(greeting, (byte) 0x61);
        greeting[0] = 0x16;
        greeting[1] = 0x03;
        greeting[2] = 0x01;
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(greeting);
            socket.getOutputStream().flush();

            // Read to its end: the server closes, long before the two minutes of a request.
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("\"code\":\"malformed_request\""), answer);
            assertTrue(answer.contains("nosniff"), answer);
        }
        assertEquals(200, server.get("/open", "").status());
    }

    private void greetInTls() throws IOException {
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (Socket plain = connect(server);
                SSLSocket socket = (SSLSocket) tls.createSocket(plain, "localhost", server.port(), true)) {
            plain.setSoTimeout((int) LONG.toMillis());
            socket.startHandshake();
        }
    }

    @Test
    void brokenHttpIsAnsweredWithAProblem() throws IOException {
        String answer = answer("GET /open HTTP/1.1\r\nno colon\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("\"code\":\"malformed_request\""), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertTrue(answer.contains("\"request_id\":\""), answer);
    }

    @Test
    void headersWithoutEndAreCutOff() throws IOException {
        for (String headers : List.of(
                "X-Long: " + "x".repeat(100_000) + "\r\n",
                "x".repeat(100_000) + ": y\r\n",
                "X-Many: y\r\n".repeat(10_000))) {
            String answer = answer("GET /open HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");

            assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
            assertTrue(answer.contains("\"code\":\"headers_too_large\""), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
        }
    }

    @Test
    void aPathThatCannotBeDecodedIsAProblem() throws IOException {
        String answer = answer("GET /open%ZZ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 400 ") || answer.startsWith("HTTP/1.1 404 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    @Test
    void aContentLengthThatIsNoNumberIsAProblem() throws IOException {
        String answer = answer("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n{}");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    @Test
    void truncatedBodyLeavesOtherConnectionsUnharmed() throws IOException {
        answer("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{\"text\":");

        assertEquals(200, server.get("/open", "").status());
    }

    @Test
    void requestsInOnePacketAreAnsweredInOrder() throws IOException {
        String answer = answer("GET /open HTTP/1.1\r\nHost: a\r\nX-Request-Id: one\r\n\r\n"
                + "POST /echo HTTP/1.1\r\nHost: a\r\nX-Request-Id: two\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}"
                + "GET /none HTTP/1.1\r\nHost: a\r\nX-Request-Id: three\r\nConnection: close\r\n\r\n");

        int one = answer.indexOf("X-Request-Id: one");
        int two = answer.indexOf("X-Request-Id: two");
        int three = answer.indexOf("X-Request-Id: three");
        assertTrue(one >= 0 && one < two && two < three, answer);
        assertTrue(answer.contains("{\"text\":\"a\"}") && answer.contains("404 Not Found"), answer);
    }

    @Test
    void aBodyThatNoRouteWantsDoesNotBecomeTheNextRequest() throws IOException {
        String smuggled = "GET /open HTTP/1.1\r\nHost: a\r\n\r\n";
        String answer = answer("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: " + smuggled.length() + "\r\n\r\n"
                + smuggled + "GET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertEquals(2, answer.split("HTTP/1.1 404", -1).length - 1, answer);
        assertTrue(!answer.contains("\"open\""), answer);
    }

    @Test
    void aHeadIsAGetWithoutItsBody() throws IOException {
        String answer = answer("HEAD /open HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
        assertTrue(answer.contains("Content-Length: 14"), answer);
    }

    /** A client that drips its request must not keep a connection for ever. */
    @Test
    void aSilentClientAndADrippingOneAreCutOff() throws IOException {
        try (TestServer impatient = TestServer.with(stand, builder -> builder.requestMax(Duration.ofSeconds(1))
                .routes(new Routes().post("/echo", Access.PUBLIC, r -> Answer.ok(r.body(EchoedText.class)))))) {
            String whole = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}";
            for (String begun : List.of("", "POST /ec", whole.substring(0, 30), whole.substring(0, 60), whole)) {
                try (Socket silent = connect(impatient)) {
                    silent.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                    untilClosed(silent, begun);
                }
            }
            try (Socket dripping = connect(impatient)) {
                drip(dripping);
            }
            assertEquals(200, impatient.post("/echo", "{\"text\":\"a\"}", "").status());
        }
    }

    /**
     * Slow loris: a hundred clients that send a byte of their headers now and then. Goal: each is cut off, and whoever
     * comes meanwhile is served. Method: a patience of one second, and requests of others in between.
     */
    @Test
    void manyDrippingClientsAreCutOffAndOthersAreServedMeanwhile() throws IOException {
        try (TestServer impatient = TestServer.with(stand, builder -> builder.requestMax(Duration.ofSeconds(1))
                .routes(new Routes().get("/open", Access.PUBLIC, _ -> Answer.ok(Map.of("open", "yes")))))) {
            List<Socket> dripping = new ArrayList<>();
            for (int i = 0; i < LORIS; i++) {
                Socket socket = connect(impatient);
                socket.getOutputStream()
                        .write("GET /open HTTP/1.1\r\nHost: a\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                dripping.add(socket);
            }
            long deadlineNanos = System.nanoTime() + LONG.toNanos();
            while (!dripping.isEmpty() && System.nanoTime() < deadlineNanos) {
                assertEquals(200, impatient.get("/open", "").status());
                dripping.removeIf(RawHttpTest::isCutOff);
                Await.pause(Duration.ofMillis(100));
            }
            assertEquals(0, dripping.size(), "dripping clients that were not cut off");
        }
    }

    /** Sends one more byte. */
    private static boolean isCutOff(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return false;
        } catch (IOException cutOff) {
            return true;
        }
    }

    /** Sends a byte of a body now and then until the server has had enough. */
    private static void drip(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        long deadlineNanos = System.nanoTime() + LONG.toNanos();
        try {
            while (System.nanoTime() < deadlineNanos) {
                socket.getOutputStream().write('x');
                Await.pause(Duration.ofMillis(200));
            }
        } catch (SocketException cutOff) {
            return;
        }
        throw new AssertionError("the dripping client was never cut off");
    }

    private static void untilClosed(Socket socket, String begun) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("never cut off: " + begun, stillOpen);
        } catch (SocketException reset) {
            // Closed all the same.
        }
    }

    private static Socket connect(TestServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout((int) LONG.toMillis());
        return socket;
    }

    /** Sends, says that nothing more comes, and reads until the server closes. */
    private String answer(String request) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(read);
            } catch (SocketException reset) {
                // Closed with something unread: the answer came before.
            }
            return read.toString(StandardCharsets.UTF_8);
        }
    }
}
