package com.flowex.wallet.store.chain;

import com.flowex.domain.value.TransferId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Deterministic ids, derived from their purpose: doing the same again gives the same id. They are the first 128 bits of
 * SHA-256, so a collision by chance takes about 2^64 ids.
 */
public final class DerivedIds {

    /** Bits for the tie-break within one microsecond. */
    private static final int TIE_BITS = 11;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
    private static final long TIES = (1L << TIE_BITS) - 1;
    private static final long MICROS = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private DerivedIds() {}

    /** Returns the id of the transfer that does {@code what} for {@code subject}. */
    public static TransferId transfer(String what, Object subject) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(what + "\n" + subject));
        return new TransferId(hash.getLong(), hash.getLong());
    }

    public static UUID uuid(String what, Object subject) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(what + "\n" + subject));
        return new UUID(hash.getLong(), hash.getLong());
    }

    public static UUID uuid(TransferId id) {
        return new UUID(id.high(), id.low());
    }

    /** Returns the transfer of which {@link #uuid(TransferId)} is the id in the database. */
    public static TransferId transfer(UUID id) {
        return new TransferId(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Returns 32 hexadecimal digits, the form in which ids of transfers are written. */
    public static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    /** Parses the output of {@link #hex}, with or without dashes; empty if the text is not such an id. */
    public static Optional<UUID> parse(String text) {
        String digits = text.replace("-", "");
        if (!HEX.matcher(digits).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16)));
    }

    /**
     * Returns the sort position of an item among an account's transactions: microseconds since 1970, with a tie-break
     * in the low bits. It fits a long until the year 2112.
     */
    public static long position(Instant at, long tie) {
        long micros = Math.addExact(Math.multiplyExact(at.getEpochSecond(), MICROS), at.getNano() / NANOS_PER_MICRO);
        return micros << TIE_BITS | tie & TIES;
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
