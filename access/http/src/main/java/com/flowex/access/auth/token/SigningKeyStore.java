package com.flowex.access.auth.token;

import com.flowex.access.auth.token.SigningSettings.Algorithm;
import com.flowex.platform.settings.PrivateFile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Storage of the signing keys: the environment, or a file of mode 0600 that the first start creates. The newest key
 * comes first. A secret is one line; a pair is two PEM blocks, private key then public key.
 */
public final class SigningKeyStore {

    /** Number of retained keys: a key outlives two newer ones, and its tokens have long expired by then. */
    private static final int KEPT_MAX = 3;

    private static final int SECRET_BYTES = 48;
    private static final int RSA_BITS = 3_072;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([^-]+)-----END \\1 KEY-----");

    private SigningKeyStore() {}

    /** @throws StartupException if a key cannot be read, or created and stored */
    static List<SigningKey> read(SigningSettings settings) {
        try {
            return settings.algorithm() == Algorithm.HS256 ? secrets(settings) : pairs(settings);
        } catch (IOException e) {
            throw new StartupException("the keys of access tokens cannot be read or kept: " + e, e);
        }
    }

    /**
     * Puts a fresh key before the stored ones.
     *
     * @return the key's id
     * @throws StartupException if the keys are configured by the operator, who has to add a new one
     */
    public static String rotate(SigningSettings settings) {
        boolean secret = settings.algorithm() == Algorithm.HS256;
        if (secret ? !(settings.secret() instanceof SecretSource.Stored) : settings.keyFileGiven()) {
            throw new StartupException("the key of access tokens is given by the environment: put a new one there "
                    + (secret
                            ? "(FLOWEX_JWT_SECRET) and the old one into FLOWEX_JWT_OLD_SECRETS"
                            : "first in the file"));
        }
        read(settings);
        try {
            if (settings.secret() instanceof SecretSource.Stored(Path file) && secret) {
                PrivateFile.replace(
                        file, newestOf(Stream.concat(Stream.of(randomSecret()), lines(file).stream()), "\n"));
            } else {
                Stream<String> pairs = blocks(settings.keyFile()).stream().map(SigningKeyStore::pem);
                String fresh = pem(generated(settings.algorithm()));
                PrivateFile.replace(settings.keyFile(), newestOf(Stream.concat(Stream.of(fresh), pairs), ""));
            }
        } catch (IOException e) {
            throw new StartupException("the keys of access tokens cannot be kept: " + e, e);
        }
        return read(settings).getFirst().id();
    }

    /** Returns the ids of the keys, newest first. */
    public static List<String> ids(SigningSettings settings) {
        return read(settings).stream().map(SigningKey::id).toList();
    }

    private static String newestOf(Stream<String> keys, String between) {
        return keys.limit(KEPT_MAX).collect(Collectors.joining(between));
    }

    private static List<SigningKey> secrets(SigningSettings settings) throws IOException {
        List<String> secrets = new ArrayList<>();
        switch (settings.secret()) {
            case SecretSource.Supplied(String secret) -> secrets.add(secret);
            case SecretSource.Stored(Path file) -> {
                PrivateFile.readOrCreate(file, SigningKeyStore::randomSecret);
                secrets.addAll(lines(file));
                if (secrets.isEmpty() || secrets.stream().anyMatch(line -> line.length() < minLength())) {
                    throw new StartupException(file + " holds no usable secret: remove it, and all users log in again");
                }
            }
        }
        secrets.addAll(settings.oldSecrets());
        return secrets.stream()
                .map(secret -> SigningKey.ofSecret(secret.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static int minLength() {
        return SigningSettings.SECRET_BYTES_MIN;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file).lines().filter(line -> !line.isBlank()).toList();
    }

    private static List<SigningKey> pairs(SigningSettings settings) throws IOException {
        Path file = settings.keyFile();
        if (!settings.keyFileGiven()) {
            PrivateFile.readOrCreate(file, () -> pem(generated(settings.algorithm())));
        }
        List<KeyPair> pairs = blocks(file);
        if (pairs.isEmpty()) {
            throw new StartupException(file + " must hold a private and a public key in PEM, one behind the other");
        }
        try {
            return pairs.stream()
                    .map(pair -> SigningKey.ofPair(settings.algorithm(), pair))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new StartupException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<KeyPair> blocks(Path file) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = PEM.matcher(Files.readString(file));
        while (matcher.find()) {
            blocks.add(Base64.getMimeDecoder().decode(matcher.group(2).strip()));
        }
        List<KeyPair> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < blocks.size(); i += 2) {
            pairs.add(pair(file, blocks.get(i), blocks.get(i + 1)));
        }
        return pairs;
    }

    private static KeyPair pair(Path file, byte[] privateKey, byte[] publicKey) {
        for (String family : List.of("RSA", "EC", "Ed25519")) {
            try {
                KeyFactory factory = KeyFactory.getInstance(family);
                PublicKey first = factory.generatePublic(new X509EncodedKeySpec(publicKey));
                return new KeyPair(first, factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
            } catch (GeneralSecurityException e) {
                // The key is of another family; the next one is tried.
            }
        }
        throw new StartupException(file + " holds a key that is neither RSA, EC nor Ed25519, or no pair");
    }

    private static KeyPair generated(Algorithm algorithm) {
        try {
            return switch (algorithm) {
                case RS256 -> {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(RSA_BITS);
                    yield generator.generateKeyPair();
                }
                case ES256 -> {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                    generator.initialize(new ECGenParameterSpec("secp256r1"));
                    yield generator.generateKeyPair();
                }
                case EDDSA -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                case HS256 -> throw new IllegalArgumentException("HS256 signs with a secret");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA, EC and Ed25519 keys", e);
        }
    }

    private static String pem(KeyPair pair) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PRIVATE KEY-----\n"
                + lines.encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n-----BEGIN PUBLIC KEY-----\n"
                + lines.encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }

    private static String randomSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
