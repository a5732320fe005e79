package com.flowex.binance.dialect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters of a query or form in their encoded form, and the part of them that is signed. */
final class EncodedParams {

    /** One parameter, encoded. */
    private record Part(String raw, String name, String value) {}

    private final List<Part> parts = new ArrayList<>();

    /** @param raw {@code a=1&b=2}, percent-encoded */
    EncodedParams(String raw) {
        for (String part : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                parts.add(new Part(part, decoded(name), equals < 0 ? "" : part.substring(equals + 1)));
            }
        }
    }

    /** Returns the signed part: everything as it was sent, without the signature. */
    String withoutSignature() {
        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            if (!part.name().equals(BinanceSigning.SIGNATURE)) {
                all.append(all.isEmpty() ? "" : "&").append(part.raw());
            }
        }
        return all.toString();
    }

    /** Returns the first value of a name, or an empty text. */
    String first(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .map(part -> decoded(part.value()))
                .findFirst()
                .orElse("");
    }

    /** Returns the signature in Base64, where the client may have left a plus unencoded. */
    String signature() {
        return first(BinanceSigning.SIGNATURE).replace(' ', '+');
    }

    /**
     * Returns all parameters.
     *
     * @throws com.flowex.platform.errors.Refusal if one is given twice
     */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Part part : parts) {
            if (all.put(part.name(), decoded(part.value())) != null) {
                throw BinanceErrorCode.TOO_MANY_PARAMETERS.refusal(
                        "Duplicate values for parameter '" + part.name() + "'.");
            }
        }
        return all;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw BinanceErrorCode.ILLEGAL_CHARS.refusal("Illegal characters found in a parameter.");
        }
    }
}
