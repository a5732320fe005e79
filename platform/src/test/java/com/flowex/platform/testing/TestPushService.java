package com.flowex.platform.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A push service of the test's own, and the browsers behind it: takes messages as RFC 8030 has it, checks whose they are (RFC 8292),
 * and opens them with the browser's key (RFC 8291), by other means than whoever sealed them.
 */
public final class TestPushService implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Browser> browsers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 201;

    /** Messages that arrived at a browser. */
    public record Received(Browser at, String text, Map<String, List<String>> headers) {
        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    /** One that subscribed. */
    public final class Browser {

        private final KeyPair keys = keys();
        private final byte[] secret =
                UUID.randomUUID().toString().substring(0, 16).getBytes(StandardCharsets.US_ASCII);
        private final String path = "/push/" + UUID.randomUUID();

        public String endpoint() {
            return url() + path;
        }

        public String p256dh() {
            return text(point((ECPublicKey) keys.getPublic()));
        }

        public String auth() {
            return text(secret);
        }

        /** Messages to it so far. */
        public List<String> messages() {
            return received.stream()
                    .filter(message -> message.at() == this)
                    .map(Received::text)
                    .toList();
        }

        String open(byte[] sealed) throws GeneralSecurityException {
            ByteBuffer buffer = ByteBuffer.wrap(sealed);
            byte[] salt = taken(buffer, 16);
            int record = buffer.getInt();
            byte[] sender = taken(buffer, buffer.get() & 0xFF);
            if (sealed.length > 4_096 || record < buffer.remaining()) {
                throw new GeneralSecurityException("one record, 4,096 bytes at most");
            }
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(keys.getPrivate());
            agreement.doPhase(key(sender), true);
            byte[] info = joined(
                    "WebPush: info\0".getBytes(StandardCharsets.US_ASCII),
                    point((ECPublicKey) keys.getPublic()),
                    sender);
            byte[] input = expanded(mac(secret, agreement.generateSecret()), info, 32);
            byte[] pseudo = mac(salt, input);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(
                            expanded(pseudo, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16),
                            "AES"),
                    new GCMParameterSpec(
                            128,
                            expanded(pseudo, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12)));
            byte[] plain = cipher.doFinal(taken(buffer, buffer.remaining()));
            int end = plain.length - 1;
            while (plain[end] == 0) {
                end--;
            }
            if (plain[end] != 2) {
                throw new GeneralSecurityException("the last record ends with 2");
            }
            return new String(plain, 0, end, StandardCharsets.UTF_8);
        }
    }

    public TestPushService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    /** As the setting of allowed hosts names it. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Browser browser() {
        Browser browser = new Browser();
        browsers.put(browser.path, browser);
        return browser;
    }

    /** Its answer from now on; refused messages reach no browser. */
    public void answers(int code) {
        status = code;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int answer = answer(exchange, body);
            exchange.sendResponseHeaders(answer, -1);
        }
    }

    private int answer(HttpExchange exchange, byte[] body) {
        Browser browser = browsers.get(exchange.getRequestURI().getPath());
        if (browser == null || !"POST".equals(exchange.getRequestMethod())) {
            return 404;
        }
        if (status >= 300) {
            return status;
        }
        try {
            if (!isSigned(exchange.getRequestHeaders().getFirst("Authorization"))) {
                return 403;
            }
            received.add(new Received(browser, browser.open(body), Map.copyOf(exchange.getRequestHeaders())));
            return status;
        } catch (GeneralSecurityException e) {
            return 400;
        }
    }

    private boolean isSigned(String authorization) throws GeneralSecurityException {
        if (!authorization.matches("vapid t=[^,]+, k=.+")) {
            return false;
        }
        String token = authorization.substring("vapid t=".length(), authorization.indexOf(','));
        String key = authorization.substring(authorization.indexOf("k=") + 2);
        int end = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key(Base64.getUrlDecoder().decode(key)));
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        String claims = new String(
                Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, end)), StandardCharsets.UTF_8);
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)))
                && claims.contains("\"aud\":\"" + url() + "\"")
                && claims.contains("\"sub\":\"");
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey key(byte[] point) throws GeneralSecurityException {
        ECPoint at = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(at, ((ECPublicKey) keys().getPublic()).getParams()));
    }

    private static byte[] point(ECPublicKey key) {
        return joined(
                new byte[] {4},
                coordinate(key.getW().getAffineX()),
                coordinate(key.getW().getAffineY()));
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = new byte[32];
        byte[] digits = value.toByteArray();
        for (int i = 1; i <= Math.min(32, digits.length); i++) {
            bytes[32 - i] = digits[digits.length - i];
        }
        return bytes;
    }

    private static byte[] mac(byte[] key, byte[] of) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(of);
    }

    private static byte[] expanded(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(mac(key, joined(info, new byte[] {1})), length);
    }

    private static byte[] taken(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
