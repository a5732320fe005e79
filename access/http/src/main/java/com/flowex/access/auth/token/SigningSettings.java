package com.flowex.access.auth.token;

import com.flowex.platform.settings.GuessableSecret;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingFormat;
import com.flowex.platform.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Settings of the keys that sign access tokens.
 *
 * @param algorithm hs256, rs256, es256 or eddsa
 * @param secret signs with hs256
 * @param oldSecrets still verify; empty while the secrets are stored in a file, which holds the old ones, too
 * @param keyFile pairs of PEM blocks, private key then public key, newest pair first: signs with the other algorithms
 * @param keyFileGiven true if the operator named the file; otherwise it is created if it does not exist
 */
public record SigningSettings(
        Algorithm algorithm, SecretSource secret, List<String> oldSecrets, Path keyFile, boolean keyFileGiven) {

    /** Signature algorithm of access tokens, by the names of RFC 7518 and 8037. */
    public enum Algorithm {
        HS256,
        RS256,
        ES256,
        EDDSA
    }

    /** HS256 requires a key at least as long as its hash: 256 bits, 32 bytes. */
    public static final int SECRET_BYTES_MIN = 32;

    public SigningSettings {
        oldSecrets = List.copyOf(oldSecrets);
    }

    public static SigningSettings read(SettingsReader reader, Path data) {
        Algorithm algorithm =
                reader.oneOf("FLOWEX_JWT_ALGORITHM", Algorithm.HS256, Algorithm.class, "how access tokens are signed");
        Optional<Path> keyFile = reader.form(
                "FLOWEX_JWT_KEY_FILE",
                "",
                SettingFormat.FILE,
                "for rs256, es256 and eddsa: PEM blocks, private key then public key, newest pair first;"
                        + " generated into jwt-<algorithm>.pem (mode 0600) in dev and staging");
        keyFile.ifPresent(file -> reader.readable("FLOWEX_JWT_KEY_FILE", file));
        Path stored = data.resolve("jwt-" + algorithm.name().toLowerCase(Locale.ROOT) + ".pem");
        SigningSettings settings = new SigningSettings(
                algorithm, secret(reader, data), oldSecrets(reader), keyFile.orElse(stored), keyFile.isPresent());
        if (algorithm == Algorithm.HS256) {
            reader.content(settings.secret, () -> SigningKeyStore.read(settings));
        } else {
            reader.content(settings.keyFile, () -> SigningKeyStore.read(settings));
        }
        return settings;
    }

    /** Refuses keys that must not be used in production. */
    void rulesOfProduction(SettingsReader reader, Profile profile) {
        boolean isSecret = algorithm == Algorithm.HS256;
        reader.inProduction(
                profile,
                isSecret || keyFileGiven,
                "FLOWEX_JWT_KEY_FILE must be given in production, unless FLOWEX_JWT_ALGORITHM is hs256, so that every process shares it");
        reader.inProduction(
                profile,
                !isSecret || secret instanceof SecretSource.Supplied,
                "FLOWEX_JWT_SECRET must be given in production, so that every process shares it");
        // A short one is refused in every profile already.
        boolean isUsable = !(secret instanceof SecretSource.Supplied(String given))
                || given.length() < SECRET_BYTES_MIN
                || !GuessableSecret.isOne(given);
        reader.inProduction(
                profile,
                !isSecret || isUsable,
                "FLOWEX_JWT_SECRET must be random in production; for example: openssl rand -base64 48");
    }

    private static SecretSource secret(SettingsReader reader, Path data) {
        String given = reader.secret(
                "FLOWEX_JWT_SECRET",
                "at least " + SECRET_BYTES_MIN + " characters long",
                "signs access tokens (hs256); generated into jwt.secret (mode 0600) in dev and staging");
        if (given.isEmpty()) {
            return new SecretSource.Stored(data.resolve("jwt.secret"));
        }
        if (given.length() < SECRET_BYTES_MIN) {
            reader.refuse("FLOWEX_JWT_SECRET must be at least " + SECRET_BYTES_MIN + " characters long, was "
                    + given.length() + "; for example: openssl rand -base64 48");
        }
        return new SecretSource.Supplied(given);
    }

    private static List<String> oldSecrets(SettingsReader reader) {
        String given = reader.secret(
                "FLOWEX_JWT_OLD_SECRETS",
                "secrets separated by commas",
                "earlier secrets: what they signed verifies until it expires");
        List<String> old = Arrays.stream(given.split(",", -1))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
        if (old.stream().anyMatch(secret -> secret.length() < SECRET_BYTES_MIN)) {
            reader.refuse("FLOWEX_JWT_OLD_SECRETS must each be at least " + SECRET_BYTES_MIN + " characters long");
        }
        return old;
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "SigningSettings[" + algorithm + ", " + secret + ", " + oldSecrets.size() + " old, " + keyFile + "]";
    }
}
