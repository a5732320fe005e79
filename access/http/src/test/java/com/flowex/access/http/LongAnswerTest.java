package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes finding F17: an export that took longer than a request may was cut off in its midst, however well it went on. */
@Timeout(900)
class LongAnswerTest {

    private static final int PIECE = 1 << 18;
    private static final int PIECES = 30;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final TestStand stand = TestStand.fresh();
    private final CountDownLatch cutOff = new CountDownLatch(1);
    private final TestServer server = TestServer.with(stand, builder -> builder.requestMax(LONGEST)
            .routes(new Routes()
                    .get("/long", Access.PUBLIC, _ -> Answer.lines("text/plain", LongAnswerTest::write))
                    .get("/endless", Access.PUBLIC, _ -> Answer.lines("text/plain", this::writeUntilCutOff))));

    @AfterEach
    void close() {
        server.close();
        stand.close();
    }

    /** Three seconds at least, and a megabyte of it in every half. */
    private static void write(OutputStream out) throws IOException {
        byte[] piece = "x".repeat(PIECE).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < PIECES; i++) {
            Await.pause(Duration.ofMillis(100));
            out.write(piece);
        }
    }

    @Test
    void anAnswerThatGoesOnIsNotCutOff() {
        assertEquals(PIECE * PIECES, server.get("/long", "").text().length());
    }

    private void writeUntilCutOff(OutputStream out) throws IOException {
        byte[] piece = "x".repeat(PIECE).getBytes(StandardCharsets.US_ASCII);
        try {
            while (true) {
                out.write(piece);
            }
        } finally {
            cutOff.countDown();
        }
    }

    @Test
    void clientThatDoesNotReadItsAnswerIsCutOff() throws IOException, InterruptedException {
        try (Socket silent = new Socket()) {
            silent.setReceiveBufferSize(1_024);
            silent.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            silent.getOutputStream()
                    .write("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertTrue(cutOff.await(300, TimeUnit.SECONDS));
        }
    }
}
