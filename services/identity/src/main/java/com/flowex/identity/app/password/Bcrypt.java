package com.flowex.identity.app.password;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * bcrypt in its usual text form, {@code $2b$12$salthash}; also verifies hashes of other systems.
 *
 * @param cost rounds as a power of two, 4 to 31
 */
public record Bcrypt(int cost) implements PasswordHashFunction {

    private static final int SALT_BYTES = 16;
    private static final int PASSWORD_BYTES_MAX = 72;
    private static final int COST_MIN = 4;
    private static final int COST_MAX = 14;
    private static final Pattern TEXT = Pattern.compile("\\$2[aby]\\$\\d{2}\\$[./A-Za-z0-9]{53}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static boolean isOne(String hash) {
        return TEXT.matcher(hash).matches();
    }

    /**
     * Returns true if a text is such a hash and takes at most 2^14 rounds, a second. A hash may be imported, and each
     * login with it costs what its parameters say.
     */
    static boolean isBearable(String text) {
        return isOne(text) && cost(text) >= COST_MIN && cost(text) <= COST_MAX;
    }

    /** Returns true if bcrypt would ignore the end of a password. */
    static boolean isCut(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > PASSWORD_BYTES_MAX;
    }

    private static int cost(String hash) {
        return Integer.parseInt(hash, "$2b$".length(), "$2b$12".length(), 10);
    }

    /**
     * Compares the first 72 bytes of a longer password, as all bcrypt systems do. New hashes are never made so ({@link
     * PasswordHasher#hash}).
     */
    static boolean matches(String password, String hash) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return OpenBSDBCrypt.checkPassword(hash, Arrays.copyOf(bytes, Math.min(bytes.length, PASSWORD_BYTES_MAX)));
    }

    @Override
    public String hash(String password, BlockPool memory) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return OpenBSDBCrypt.generate("2b", password.getBytes(StandardCharsets.UTF_8), salt, cost);
    }

    @Override
    public boolean made(String hash) {
        return isOne(hash) && hash.startsWith(String.format(Locale.ROOT, "%02d$", cost), "$2b$".length());
    }

    @Override
    public String unusedHash() {
        return String.format(Locale.ROOT, "$2b$%02d$", cost) + "nobodynobodynobodynobod"
                + "nobodynobodynobodynobodynobody";
    }

    @Override
    public int bytesMax() {
        return PASSWORD_BYTES_MAX;
    }
}
