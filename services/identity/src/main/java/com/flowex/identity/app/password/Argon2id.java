package com.flowex.identity.app.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id hashes in the usual text form, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. The text contains its
 * parameters, so the cost may change and old hashes still verify.
 *
 * @param memoryKib memory that one hash fills, KiB
 * @param passes number of passes over the memory
 * @param lanes degree of parallelism
 */
public record Argon2id(int memoryKib, int passes, int lanes) implements PasswordHashFunction {

    /** OWASP's second recommendation: 19 MiB, two passes, one lane. */
    static final Argon2id STANDARD = new Argon2id(19_456, 2, 1);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES_MIN = 8;
    private static final int HASH_BYTES_MIN = 16;
    private static final int MEMORY_KIB_MAX = 65_536;
    private static final int PASSES_MAX = 10;
    /** Maximum of KiB filled over all passes: a quarter of a second. */
    private static final int WORK_MAX = 196_608;

    private static final int LANES_MAX = 4;

    /** Blocks of one KiB that a hash needs besides its memory. */
    private static final int WORKING_BLOCKS = 8;

    private static final Pattern TEXT = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([^$]{1,64})\\$([^$]{1,128})");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Argon2id of(PasswordSettings settings) {
        return new Argon2id(settings.argon2MemoryKib(), settings.argon2Passes(), 1);
    }

    /**
     * Creates memory for a number of concurrent hashes, reused from one hash to the next. Allocated anew, 19 MiB a hash
     * would fill the young generation with objects that survive its collections.
     */
    public static BlockPool memory(int kibibytes, int atOnce) {
        return new FixedBlockPool(Math.multiplyExact(kibibytes + WORKING_BLOCKS, atOnce));
    }

    @Override
    public String hash(String password, BlockPool memory) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return head() + base64.encodeToString(salt) + "$"
                + base64.encodeToString(digest(password, salt, HASH_BYTES, memory));
    }

    private String head() {
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$";
    }

    @Override
    public boolean made(String hash) {
        return hash.startsWith(head());
    }

    @Override
    public String unusedHash() {
        return head() + "bm9ib2R5LW5vYm9keS1ubw" + "$bm9ib2R5LW5vYm9keS1ub2JvZHktbm9ib2R5LW5vYm8";
    }

    @Override
    public int bytesMax() {
        return Integer.MAX_VALUE;
    }

    /**
     * Returns true if a text is such a hash at an acceptable cost. The cost must be one that Argon2 allows (RFC 9106,
     * 3.1), and at most 64 MiB, ten passes, and 192 MiB over all of them. A hash may be imported, and each login with
     * it costs what its parameters say.
     */
    static boolean isBearable(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int memory = Integer.parseInt(parts.group(1));
        int passes = Integer.parseInt(parts.group(2));
        int lanes = Integer.parseInt(parts.group(3));
        return lanes >= 1
                && lanes <= LANES_MAX
                && passes >= 1
                && passes <= PASSES_MAX
                && memory >= 8 * lanes
                && memory <= MEMORY_KIB_MAX
                && memory * passes <= WORK_MAX
                && bytes(parts.group(4)) >= SALT_BYTES_MIN
                && bytes(parts.group(5)) >= HASH_BYTES_MIN;
    }

    /** Returns the number of bytes that a Base64 text decodes to; -1 if it is not Base64. */
    private static int bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException none) {
            return -1;
        }
    }

    /**
     * Compares a password with a hash.
     *
     * @throws IllegalArgumentException if the text is not a hash of ours: the table was changed by hand
     */
    static boolean matches(String password, String hash, BlockPool memory) {
        Matcher parts = TEXT.matcher(hash);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
        Argon2id cost = new Argon2id(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        return MessageDigest.isEqual(expected, cost.digest(password, salt, expected.length, memory));
    }

    private byte[] digest(String password, byte[] salt, int length, BlockPool memory) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .withBlockPool(memory)
                .build());
        byte[] digest = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), digest);
        return digest;
    }
}
