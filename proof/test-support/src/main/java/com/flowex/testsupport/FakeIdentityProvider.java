package com.flowex.testsupport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * OpenID provider on a port of this machine. It writes its tokens by hand, so that no reader of the code under test is
 * their writer, too. Its fields are what it says; a test changes them to make it lie.
 */
public final class FakeIdentityProvider implements AutoCloseable {

    public static final String CLIENT = "flowex";
    public static final String SECRET = "a secret of the client";
    public static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Answer of a route. */
    public record Answer(int status, String body, Map<String, String> headers) {

        public static Answer ok(String body) {
            return new Answer(200, body, Map.of());
        }
    }

    private record Waiting(String nonce, String challenge, String redirectUri, Map<String, Object> person) {}

    private final HttpServer server;
    private final Map<String, Waiting> codes = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /** Number of times that the keys were read. */
    public final AtomicInteger keysRead = new AtomicInteger();

    public volatile KeyPair keys = freshKeys();
    public volatile String keyId = "first";

    /** Changes of the header of a token. */
    public volatile Consumer<Map<String, Object>> header = _ -> {};

    /** Changes of the claims of a token. */
    public volatile Consumer<Map<String, Object>> claims = _ -> {};

    /** Signature over header and claims. */
    public volatile Function<byte[], byte[]> signature = this::rs256;

    /** Change of the answer of the token route. */
    public volatile Function<Answer, Answer> tokenAnswer = answer -> answer;

    /** Change of the answer of the route of keys. */
    public volatile Function<Answer, Answer> keysAnswer = answer -> answer;

    public FakeIdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> send(exchange, Answer.ok(description())));
        server.createContext("/keys", exchange -> {
            keysRead.incrementAndGet();
            send(exchange, keysAnswer.apply(Answer.ok("{\"keys\":[" + key(keyId, keys) + "]}")));
        });
        server.createContext("/token", exchange -> send(exchange, tokenAnswer.apply(token(exchange))));
        server.start();
    }

    /** Takes back every lie. */
    public void answerTruthfully() {
        header = _ -> {};
        claims = _ -> {};
        signature = this::rs256;
        tokenAnswer = answer -> answer;
        keysAnswer = answer -> answer;
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String description() {
        return json(Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "code_challenge_methods_supported", List.of("S256"),
                "id_token_signing_alg_values_supported", List.of("RS256", "none", "HS256")));
    }

    /** Fields with which a browser comes back. */
    public record Returned(String code, String state) {}

    /** Logs a person in who came by this address. */
    public Returned logIn(String address, String subject, List<String> groups) {
        Map<String, String> query = form(URI.create(address).getRawQuery());
        String code = "code-" + numbers.incrementAndGet();
        codes.put(
                code,
                new Waiting(
                        query.getOrDefault("nonce", ""),
                        query.getOrDefault("code_challenge", ""),
                        query.getOrDefault("redirect_uri", ""),
                        Map.of("sub", subject, "groups", groups)));
        return new Returned(code, query.getOrDefault("state", ""));
    }

    private Answer token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Waiting waiting = codes.remove(form.getOrDefault("code", ""));
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        String secret = Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        boolean isGood = waiting != null
                && ("Basic " + secret).equals(basic)
                && waiting.redirectUri().equals(form.get("redirect_uri"))
                && waiting.challenge().equals(BASE64.encodeToString(sha256(form.getOrDefault("code_verifier", ""))));
        if (!isGood) {
            return new Answer(400, "{\"error\":\"invalid_grant\"}", Map.of());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("nonce", waiting.nonce());
        body.putAll(waiting.person());
        body.put("email", "admin@flowex.com");
        return Answer.ok(json(Map.of(
                "access_token", "opaque", "token_type", "Bearer", "expires_in", 300, "id_token", signed(body, "JWT"))));
    }

    /** Returns a log-out token of a subject. */
    public String logoutToken(String subject) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("sub", subject);
        body.put("jti", "logout-" + numbers.incrementAndGet());
        body.put("events", Map.of(LOGOUT_EVENT, Map.of()));
        return signed(body, "logout+jwt");
    }

    private String signed(Map<String, Object> own, String type) {
        Map<String, Object> head = new LinkedHashMap<>(Map.of("alg", "RS256", "typ", type, "kid", keyId));
        header.accept(head);
        Map<String, Object> body = new LinkedHashMap<>(own);
        long now = Instant.now().getEpochSecond();
        body.put("iss", issuer());
        body.put("aud", CLIENT);
        body.put("iat", now);
        body.put("exp", now + 300);
        claims.accept(body);
        String text = encoded(json(head)) + "." + encoded(json(body));
        return text + "." + BASE64.encodeToString(signature.apply(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] rs256(byte[] text) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(keys.getPrivate());
            rsa.update(text);
            return rsa.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs with the public key as if it were a secret. */
    public byte[] hs256(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a public key as the provider lists it. */
    public static String key(String id, KeyPair pair) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return json(Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "kid",
                id,
                "n",
                BASE64.encodeToString(unsigned(key.getModulus().toByteArray())),
                "e",
                BASE64.encodeToString(key.getPublicExponent().toByteArray())));
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }

    public static KeyPair freshKeys() {
        return freshKeys(2_048);
    }

    /** @param bits length of the modulus */
    public static KeyPair freshKeys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits, new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                        (first, _) -> first));
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list ->
                list.stream().map(FakeIdentityProvider::json).collect(Collectors.joining(",", "[", "]"));
            case String text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            default -> value.toString();
        };
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
