package com.flowex.identity.store.push;

import com.flowex.access.http.response.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Key by which a push service identifies the sender of a message (RFC 8292).
 *
 * @param point public key as browsers receive it, 65 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record VapidKey(byte[] point, PrivateKey key) {

    /** Lifetime of a signature: half of what push services accept, because clocks may differ. */
    private static final Duration LIFE = Duration.ofHours(12);

    /** Returns the header {@code Authorization} of a message to an endpoint. */
    public String authorization(URI endpoint, String contact, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        claims.put("sub", contact);
        String signed = text(Json.bytes(Map.of("typ", "JWT", "alg", "ES256"))) + "." + text(Json.bytes(claims));
        return "vapid t=" + signed + "." + text(signature(signed)) + ", k=" + text(point);
    }

    private byte[] signature(String signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with P-256", e);
        }
    }

    public static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Shows only the public key. */
    @Override
    public String toString() {
        return "VapidKey[" + text(point) + "]";
    }
}
