package com.flowex.identity.store.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Token without meaning to its holder: the tenant's number, a dot, 256 random bits. The number selects the tenant whose
 * rows are searched; a wrong number finds nothing. The token cannot be guessed, so a plain hash of it is enough to
 * store.
 *
 * @param text token as its holder receives and sends it
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

    /**
     * Returns the placeholder of a confirmation in a session. It does not have the form of a token, so a client cannot
     * send it.
     */
    public static OpaqueToken ofConfirmation(User user) {
        return new OpaqueToken(user.tenant(), "confirmation of " + user.tenant() + "/" + user.id());
    }

    /**
     * Returns the placeholder of the confirmation of a phone number.
     *
     * @param number keyed hash of the number
     */
    public static OpaqueToken ofPhone(User user, String number) {
        return new OpaqueToken(user.tenant(), "phone " + number + " of " + user.tenant() + "/" + user.id());
    }

    /** Returns the token, or empty if the text does not have the form of our tokens. */
    public static Optional<OpaqueToken> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new OpaqueToken(Integer.parseInt(parts.group(1)), text))
                : Optional.empty();
    }

    /** Returns the tenant that the text names, or 0 if the text does not have the form of our tokens. */
    public static int tenantOf(String text) {
        return parse(text).map(OpaqueToken::tenant).orElse(0);
    }

    public byte[] hash() {
        return sha256(text);
    }

    /**
     * Returns this token's random part, readable only with {@code other}. It is a one-time pad, because each token
     * covers only one other.
     */
    public byte[] coveredBy(OpaqueToken other) {
        return other.covers(Base64.getUrlDecoder().decode(text.substring(text.indexOf('.') + 1)));
    }

    /** Returns the token that this one covered. */
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

    /** Keeps the token out of every log. */
    @Override
    public String toString() {
        return "OpaqueToken[" + tenant + ", ***]";
    }
}
