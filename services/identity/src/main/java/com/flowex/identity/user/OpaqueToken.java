package com.flowex.identity.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token that means nothing to its holder: the tenant's number, a dot, 256 random bits. The number says in whose rows to
 * look; a wrong one finds nothing. There is nothing to guess, so a plain hash of it is enough to keep.
 *
 * @param text what the holder gets, and sends
 */
public record OpaqueToken(int tenant, String text) {

    public static final int LENGTH_MAX = 64;

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})\\.[A-Za-z0-9_-]{43}");

    public static OpaqueToken fresh(int tenant) {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return new OpaqueToken(
                tenant, tenant + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Stands for what a user confirms in a session; has not the form of a token, so nobody can send it. */
    public static OpaqueToken ofConfirmation(User user) {
        return new OpaqueToken(user.tenant(), "confirmation of " + user.tenant() + "/" + user.id());
    }

    /** The token, or empty if the text cannot be one of ours. */
    public static Optional<OpaqueToken> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new OpaqueToken(Integer.parseInt(parts.group(1)), text))
                : Optional.empty();
    }

    /** The tenant that a text says it is of, 0 if it cannot be a token of ours. */
    public static int tenantOf(String text) {
        return parse(text).map(OpaqueToken::tenant).orElse(0);
    }

    public byte[] hash() {
        return sha256(text);
    }

    /**
     * This token's random part, readable only to whoever holds {@code other}: a one-time pad, because each token covers one
     * other.
     */
    public byte[] coveredBy(OpaqueToken other) {
        return other.covers(Base64.getUrlDecoder().decode(text.substring(text.indexOf('.') + 1)));
    }

    /** The token that this one covered. */
    public OpaqueToken uncovers(byte[] covered) {
        return new OpaqueToken(
                tenant, tenant + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(covers(covered)));
    }

    private byte[] covers(byte[] random) {
        byte[] pad = sha256("successor of " + text);
        for (int i = 0; i < pad.length; i++) {
            pad[i] ^= random[i];
        }
        return pad;
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** No token in any log. */
    @Override
    public String toString() {
        return "OpaqueToken[" + tenant + ", ***]";
    }
}
