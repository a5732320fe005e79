package com.flowex.binance.dialect;

import com.flowex.access.auth.KeySignature;
import com.flowex.access.http.caller.SignatureScheme;
import com.flowex.domain.value.WholeNumber;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Signatures over parameters: the raw query followed by the raw body, without the signature itself. They are
 * HMAC-SHA256 in hexadecimal, or Ed25519 and RSA in Base64. A request with a key but no signature is not signed, and
 * has no caller.
 */
public final class BinanceSigning implements SignatureScheme {

    /** Header that carries the API key. */
    public static final String KEY_HEADER = "X-MBX-APIKEY";

    static final String SIGNATURE = "signature";

    private static final HeaderName KEY = HeaderNames.create(KEY_HEADER);
    private static final Pattern WINDOW = Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,3})?");
    private static final BigDecimal WINDOW_MILLIS_MAX = BigDecimal.valueOf(60_000);
    private static final Names NAMES = new Names("timestamp", "recvWindow", SIGNATURE);

    @Override
    public Optional<Claim> claim(SentRequest request) {
        String key = request.header(KEY);
        EncodedParams query = new EncodedParams(request.query());
        String form = form(request);
        EncodedParams body = new EncodedParams(form);
        String signature = query.signature().isEmpty() ? body.signature() : query.signature();
        if (key.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        String signed = query.withoutSignature() + body.withoutSignature();
        boolean repeatable = request.method().equals("GET");
        return Optional.of(claim(
                key, one("timestamp", query, body), one("recvWindow", query, body), repeatable, signed, signature));
    }

    /**
     * Returns the claim of a message over a WebSocket.
     *
     * @param params all parameters as raw JSON, without quotation marks
     * @param repeatable true if repeating the message does no harm
     */
    public static Claim claim(Map<String, String> params, boolean repeatable) {
        Map<String, String> sorted = new java.util.TreeMap<>(params);
        String signature = sorted.getOrDefault(SIGNATURE, "");
        sorted.remove(SIGNATURE);
        StringBuilder signed = new StringBuilder();
        sorted.forEach((name, value) -> signed.append(signed.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(value));
        return claim(
                params.getOrDefault("apiKey", ""),
                params.getOrDefault("timestamp", ""),
                params.getOrDefault("recvWindow", ""),
                repeatable,
                signed.toString(),
                signature);
    }

    private static Claim claim(
            String key, String timestamp, String window, boolean repeatable, String signed, String signature) {
        if (timestamp.isEmpty()) {
            throw BinanceErrorCode.MANDATORY_PARAM.refusal(
                    "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
        }
        OptionalLong sentAt = WholeNumber.parse(timestamp);
        if (sentAt.isEmpty()) {
            throw BinanceErrorCode.ILLEGAL_CHARS.refusal(
                    "Illegal characters found in parameter 'timestamp'; legal range is '^[0-9]{1,20}$'.");
        }
        byte[] message = signed.getBytes(StandardCharsets.UTF_8);
        return new Claim(
                key,
                Long.toString(TimestampUnit.MILLISECOND.of(TimestampUnit.sentNanos(sentAt.getAsLong()))),
                wholeMillis(window),
                once(message),
                repeatable,
                NAMES,
                proof -> requireGenuine(proof, message, signature));
    }

    /**
     * Returns the window in whole milliseconds, as the chain reads it: decimals are cut off, and a value below one
     * becomes one.
     */
    private static String wholeMillis(String window) {
        if (window.isEmpty()) {
            return "";
        }
        if (!WINDOW.matcher(window).matches()) {
            throw BinanceErrorCode.ILLEGAL_CHARS.refusal(
                    "Illegal characters found in parameter 'recvWindow'; legal range is a number with at most three decimals.");
        }
        BigDecimal millis = new BigDecimal(window);
        if (millis.signum() == 0 || millis.compareTo(WINDOW_MILLIS_MAX) > 0) {
            throw BinanceErrorCode.BAD_RECV_WINDOW.refusal("recvWindow must be above 0 and must be less than 60000.");
        }
        return millis.max(BigDecimal.ONE).toBigInteger().toString();
    }

    private static boolean requireGenuine(KeySignature proof, byte[] message, String signature) {
        if (!proof.proves(message, signature)) {
            throw BinanceErrorCode.INVALID_SIGNATURE.refusal("Signature for this request is not valid.");
        }
        return true;
    }

    /** Returns the names and values of query and form together. */
    public static Map<String, String> parameters(SentRequest request) {
        Map<String, String> all = new LinkedHashMap<>(new EncodedParams(request.query()).all());
        new EncodedParams(form(request)).all().forEach((name, value) -> {
            if (all.put(name, value) != null) {
                throw BinanceErrorCode.TOO_MANY_PARAMETERS.refusal("Duplicate values for parameter '" + name + "'.");
            }
        });
        return all;
    }

    /**
     * Returns the body, which is read as a form whatever its content type is; clients without a body send all kinds of
     * content types.
     */
    private static String form(SentRequest request) {
        return request.method().equals("GET") ? "" : new String(request.body().get(), StandardCharsets.UTF_8).strip();
    }

    private static String one(String name, EncodedParams query, EncodedParams body) {
        String first = query.first(name);
        return first.isEmpty() ? body.first(name) : first;
    }

    /**
     * Identifies a signed message. A signature of this dialect covers neither method nor path, and does not separate
     * query and body. Therefore the whole message is remembered, for all endpoints at once.
     */
    private static String once(byte[] message) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
