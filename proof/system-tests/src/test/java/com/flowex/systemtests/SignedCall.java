package com.flowex.systemtests;

import com.flowex.access.auth.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs one request with an HMAC key. */
record SignedCall(String key, String secret) {

    /** The exchange, to be asked for this path once. */
    HttpApi get(HttpApi api, String path) {
        return signed(api, "GET", path, "");
    }

    /** Sends it. */
    HttpApi.Answer send(HttpApi api, String method, String path) {
        return send(api, method, path, "");
    }

    HttpApi.Answer send(HttpApi api, String method, String path, String body) {
        return signed(api, method, path, body).send(method, path, body);
    }

    private HttpApi signed(HttpApi api, String method, String path, String body) {
        return api.withHeaders(headers(method, path, body));
    }

    /** The parameters that name the sender of a request. */
    Map<String, String> headers(String method, String path, String body) {
        String now = Long.toString(System.currentTimeMillis());
        String nonce = UUID.randomUUID().toString();
        byte[] message = new SignedRequest(now, "", nonce, method, path).message(body.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "X-Rate-Tier", "benchmark",
                "X-Api-Key", key,
                "X-Timestamp", now,
                "X-Nonce", nonce,
                "X-Signature", hmac(message));
    }

    /** The signature of a text. */
    String hmac(String text) {
        return hmac(text.getBytes(StandardCharsets.UTF_8));
    }

    private String hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
