package com.flowex.audit;

import com.flowex.ground.settings.PrivateFile;
import com.flowex.ground.settings.SecretSource;
import com.flowex.ground.settings.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The Ed25519 key that signs checkpoints: given, or made once and kept in a file of mode 0600. */
final class SealingKey {

    private static final String ALGORITHM = "Ed25519";

    private final KeyPair keys;

    private SealingKey(KeyPair keys) {
        this.keys = keys;
    }

    /** The file of the key that signed the checkpoints, if there are some and it is not there. */
    static Optional<Path> lost(AuditSettings settings) {
        return settings.key() instanceof SecretSource.Kept(Path file)
                        && !Files.exists(file)
                        && AuditCheckpoints.areIn(settings.directory())
                ? Optional.of(file)
                : Optional.empty();
    }

    /**
     * Never another one than the one that signed: with that, nobody could tell any more whether the log was cut or rewritten.
     *
     * @throws StartupException if there is no usable key; naming what is lost, and what to do, if it is gone
     */
    static SealingKey of(AuditSettings settings) {
        Optional<Path> lost = lost(settings);
        if (lost.isPresent()) {
            throw new StartupException("the key of the audit log is gone: without " + lost.get()
                    + " nobody can tell whether what the checkpoints in " + settings.directory()
                    + " have seen was cut or rewritten; put it back from a copy of the data directory, or, if it is lost,"
                    + " start once with FLOWEX_LOST_KEYS=forget");
        }
        return of(settings.key());
    }

    /** @throws StartupException if there is no usable key */
    static SealingKey of(SecretSource source) {
        try {
            String text =
                    switch (source) {
                        case SecretSource.Given(String secret) -> secret;
                        case SecretSource.Kept(Path file) -> PrivateFile.readOrCreate(file, SealingKey::fresh);
                    };
            return of(Base64.getMimeDecoder().decode(text));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartupException(
                    "FLOWEX_AUDIT_KEY must be an Ed25519 private key (PKCS 8, Base64), for example:"
                            + " openssl genpkey -algorithm ed25519 -outform DER | base64 -w0",
                    e);
        }
    }

    /** A key of the moment, for a log that is switched off. */
    static SealingKey unused() {
        return of(new SecretSource.Given(fresh()));
    }

    private static SealingKey of(byte[] pkcs8) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        byte[] seed = ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("a key without its bytes"));
        // The JDK derives a public key only while it makes a pair: so the pair is made again from the same bytes.
        KeyPairGenerator again = KeyPairGenerator.getInstance(ALGORITHM);
        again.initialize(NamedParameterSpec.ED25519, new Seed(seed));
        return new SealingKey(again.generateKeyPair());
    }

    private static String fresh() {
        try {
            PrivateKey key =
                    KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair().getPrivate();
            return Base64.getEncoder().encodeToString(key.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was accepted before", e);
        }
    }

    boolean signed(String text, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(keys.getPublic());
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    /** Gives the bytes of a private key where a generator asks for random ones. */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
