package com.flowex.platform.access;

import com.flowex.platform.config.PrivateFile;
import com.flowex.platform.config.SecretSource;
import com.flowex.platform.config.Settings;
import com.flowex.platform.config.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret behind {@link AccessTokens}: given, or made once and kept in a file of mode 0600. */
public final class SigningSecret {

    private static final int GENERATED_BYTES = 48;

    private SigningSecret() {}

    /** @throws StartupException if the kept secret cannot be read, written or is too short */
    public static byte[] of(SecretSource source) {
        return switch (source) {
            case SecretSource.Given(String secret) -> secret.getBytes(StandardCharsets.UTF_8);
            case SecretSource.Kept(Path file) -> kept(file);
        };
    }

    private static byte[] kept(Path file) {
        try {
            String secret = PrivateFile.readOrCreate(file, SigningSecret::random);
            if (secret.length() < Settings.SECRET_BYTES_MIN) {
                throw new StartupException(file + " holds no usable secret: remove it, and everybody logs in again");
            }
            return secret.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StartupException("cannot keep the signing secret in " + file + ": " + e, e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
