package com.flowex.platform.crypto;

import com.flowex.platform.settings.PrivateFile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Ed25519 key for signatures: configured, or created once and kept in a file of mode 0600. */
public final class Ed25519Key {

    /** Form of a configured key: the text itself, after a check. */
    public static final SettingFormat<String> FORM = new SettingFormat<>(
            "an Ed25519 private key (PKCS 8, Base64), for example: openssl genpkey -algorithm ed25519 -outform DER | base64 -w0",
            Ed25519Key::checked);

    private static final String ALGORITHM = "Ed25519";
    private static final String KEYED_HASH = "HmacSHA256";

    private final KeyPair keys;
    private final byte[] seed;

    private Ed25519Key(KeyPair keys, byte[] seed) {
        this.keys = keys;
        this.seed = seed;
    }

    /**
     * Returns the key of a source.
     *
     * @throws IOException if its file cannot be read or created
     * @throws GeneralSecurityException if it is no such key
     */
    public static Ed25519Key of(SecretSource source) throws IOException, GeneralSecurityException {
        String text =
                switch (source) {
                    case SecretSource.Supplied(String secret) -> secret;
                    case SecretSource.Stored(Path file) -> PrivateFile.readOrCreate(file, Ed25519Key::fresh);
                };
        try {
            return of(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("no Base64", e);
        }
    }

    private static String checked(String text) {
        try {
            of(new SecretSource.Supplied(text));
            return text;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Generates another key, as text. */
    public static String fresh() {
        try {
            PrivateKey key =
                    KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair().getPrivate();
            return Base64.getEncoder().encodeToString(key.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static Ed25519Key of(byte[] pkcs8) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        byte[] seed = ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("a key without its bytes"));
        // The JDK derives a public key only while it generates a pair, so the pair is generated again from the same
        // bytes.
        KeyPairGenerator again = KeyPairGenerator.getInstance(ALGORITHM);
        again.initialize(NamedParameterSpec.ED25519, new Seed(seed));
        return new Ed25519Key(again.generateKeyPair(), seed);
    }

    /** Returns the signature of a text, Base64. */
    public String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was accepted before", e);
        }
    }

    /** Returns true if this key signed a text. */
    public boolean signed(String text, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(keys.getPublic());
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    public PublicKey publicKey() {
        return keys.getPublic();
    }

    /** Derives 32 bytes from the key for a purpose; they reveal neither the key nor the bytes of another purpose. */
    public byte[] derived(String purpose) {
        return keyed(seed, purpose.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the HMAC-SHA256 of some bytes under a secret. */
    public static byte[] keyed(byte[] secret, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(KEYED_HASH);
            mac.init(new SecretKeySpec(secret, KEYED_HASH));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + KEYED_HASH, e);
        }
    }

    /** Generator that returns the bytes of a private key instead of random ones. */
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
