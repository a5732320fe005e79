package com.flowex.custody.signer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Protocol between an exchange and its signer, with the authentication of both. */
final class SignerProtocol {

    static final String SEED = "/seed";
    static final String ACCOUNT_KEY = "/account-key";
    static final String SIGN = "/sign";
    static final String MESSAGE = "/message";

    static final String TIME = "X-FlowEx-Time";
    static final String NONCE = "X-FlowEx-Nonce";
    static final String MAC = "X-FlowEx-Mac";

    static final int BYTES_MAX = 16 << 20;

    static final int DONE = 200;
    static final int WRONG = 400;
    static final int STRANGER = 401;
    static final int REFUSED = 403;
    static final int OTHER_SEED = 409;
    static final int FAILED = 503;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    private SignerProtocol() {}

    /** A request that only a signer with the right seed answers. */
    interface Question {
        /** Returns the fingerprint of the seed that the caller's addresses were made from. */
        String seed();
    }

    /** Request for the seed's fingerprint. */
    record SeedRequest() {}

    /** Request for a tenant's public key. */
    record AccountKeyRequest(String seed, String network, int tenant) implements Question {}

    record SignRequest(String seed, Draft draft) implements Question {}

    record SignMessageRequest(String seed, String network, KeyPath path, String message) implements Question {}

    /** Answer: an account's key, a message's signature, or a fingerprint. */
    record Text(String text) {}

    /** Reason of a refusal. */
    record Refusal(String why) {}

    static byte[] write(Object answer) {
        try {
            return JSON.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is said is JSON", e);
        }
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static <T> T read(byte[] bytes, Class<T> as) {
        try {
            T read = JSON.readValue(bytes, as);
            if (read != null) {
                return read;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a " + as.getSimpleName(), e);
        }
        throw new IllegalArgumentException("not a " + as.getSimpleName());
    }

    /** Returns the MAC of a request, over its path, time, nonce and bytes. */
    static String askMac(String secret, String path, String time, String nonce, byte[] body) {
        return mac(secret, "ask\n" + path + "\n" + time + "\n" + nonce + "\n", body);
    }

    /**
     * Returns the MAC of an answer. It is bound to one request, so an answer to another request or from another time is
     * not accepted.
     */
    static String answerMac(String secret, String nonce, int status, byte[] body) {
        return mac(secret, "answer\n" + nonce + "\n" + status + "\n", body);
    }

    static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String mac(String secret, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
