package com.flowex.access;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signed statement of a gateway about a request's origin: {@code v1 ADDRESS MILLIS NONCE SIGNATURE}, an HMAC-SHA256
 * over that and over the request. Without the key, a client can neither create one nor use another's for its own
 * request. Thread-safe.
 */
public final class RelayToken {

    /** Header that carries it. */
    public static final HeaderName HEADER = HeaderNames.create("X-FlowEx-Client");

    /** Least length of a key, in characters. */
    public static final int KEY_LENGTH_MIN = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1";
    private static final int PARTS = 5;
    private static final int LENGTH_MAX = 256;

    private final Mac keyed;

    /**
     * Request that a statement belongs to.
     *
     * @param target path and query as sent
     */
    public record Spoken(String method, String target, String requestId) {}

    /**
     * Content of a statement.
     *
     * @param address address of the client, as text
     * @param unixMillis time of its creation
     * @param nonce never the same twice
     */
    public record Words(String address, long unixMillis, String nonce) {}

    /** @param key the same in the gateway and in the services */
    public RelayToken(String key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    public String write(Words words, Spoken spoken) {
        return VERSION + " " + words.address() + " " + words.unixMillis() + " " + words.nonce() + " "
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(words, spoken));
    }

    /** Returns the content if we signed it for this request; it checks neither its age nor an earlier use. */
    public Optional<Words> read(String text, Spoken spoken) {
        String[] parts = text.length() > LENGTH_MAX ? new String[0] : text.split(" ", -1);
        if (parts.length != PARTS || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        byte @Nullable [] signature = decoded(parts[4]);
        long millis = millis(parts[2]);
        Words words = new Words(parts[1], millis, parts[3]);
        boolean ours = signature != null && millis > 0 && MessageDigest.isEqual(signature, sign(words, spoken));
        return ours ? Optional.of(words) : Optional.empty();
    }

    /** Signs the content. No part contains a line break, so none can pass for another. */
    private byte[] sign(Words words, Spoken spoken) {
        String text = String.join(
                "\n",
                VERSION,
                spoken.method(),
                spoken.target(),
                spoken.requestId(),
                words.address(),
                Long.toString(words.unixMillis()),
                words.nonce());
        return fresh().doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private Mac fresh() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long millis(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static byte @Nullable [] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
