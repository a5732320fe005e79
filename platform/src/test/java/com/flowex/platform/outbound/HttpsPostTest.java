package com.flowex.platform.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.testing.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a user-given address reaches nothing inside, and blocks no other request. */
@Timeout(900)
class HttpsPostTest {

    /** A limit that decides no test. */
    private static final Duration PATIENT = Duration.ofMinutes(5);

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final BlockingQueue<String> requests = new ArrayBlockingQueue<>(10);
    private SSLContext context;
    private SSLServerSocket server;
    private volatile String answer = "HTTP/1.1 204 No Content\r\n\r\n";

    @BeforeEach
    void listen() throws GeneralSecurityException, IOException {
        TestCertificate.in(folder);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                byte[] head = new byte[2_000];
                int read = socket.getInputStream().read(head);
                requests.add(new String(head, 0, Math.max(0, read), StandardCharsets.UTF_8));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream()); // until the other side goes
            } catch (IOException e) {
                // The case here may end a connection at any time.
            }
        }
    }

    private URI uri(String host) {
        return URI.create("https://" + host + ":" + server.getLocalPort() + "/hook?x=1");
    }

    private HttpsPost post() {
        return post(PATIENT);
    }

    private HttpsPost post(Duration timeout) {
        return new HttpsPost(context.getSocketFactory(), InetAddress::isLoopbackAddress, timeout);
    }

    @Test
    void thePostArrivesWithItsHeadersAndTheStatusComesBack() throws Exception {
        assertEquals(204, post().send(uri("localhost"), Map.of("FlowEx-Delivery", "7"), BODY));
        String request = requests.poll(300, TimeUnit.SECONDS);
        assertTrue(request != null && request.startsWith("POST /hook?x=1 HTTP/1.1\r\nHost: localhost:"), request);
        assertTrue(request.contains("FlowEx-Delivery: 7\r\n") && request.contains("Content-Length: 7\r\n"), request);
        answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n";
        assertEquals(302, post().send(uri("localhost"), Map.of(), BODY), "nobody follows it");
    }

    @Test
    void privateAddressesAreNotConnectedTo() throws IOException {
        HttpsPost usual = HttpsPost.toPublic(Duration.ofSeconds(2));
        for (String inside : new String[] {"localhost", "127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254"}) {
            assertThrows(UnknownHostException.class, () -> usual.send(uri(inside), Map.of(), BODY), inside);
        }
        assertTrue(requests.isEmpty());
        assertTrue(PublicAddresses.isPublic(InetAddress.ofLiteral("93.184.216.34")));
        assertFalse(PublicAddresses.isPublic(InetAddress.ofLiteral("100.64.0.1")));
        assertFalse(PublicAddresses.isPublic(InetAddress.ofLiteral("fd00::1")));
    }

    @Test
    void certificateOfAnUnknownIssuerOrAnotherNameIsRefused() {
        HttpsPost stranger = new HttpsPost(
                (SSLSocketFactory) SSLSocketFactory.getDefault(), InetAddress::isLoopbackAddress, PATIENT);
        assertThrows(SSLException.class, () -> stranger.send(uri("localhost"), Map.of(), BODY));
    }

    @Test
    void silentOrTooVerboseServerIsGivenUp() {
        answer = "HTTP/1.1";
        assertThrows(
                SocketTimeoutException.class, () -> post(Duration.ofSeconds(2)).send(uri("localhost"), Map.of(), BODY));
        answer = "x".repeat(100_000);
        assertThrows(IOException.class, () -> post().send(uri("localhost"), Map.of(), BODY));
    }
}
